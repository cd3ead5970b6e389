import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVolatileValues } from '@cowherd/reconcile'
import { expect, onTestFinished, test } from 'vitest'
import { listenForControl } from '../../service/control.ts'
import { readSigns, type SignQueue } from './read.ts'
import { portOfSocket, signAnswers } from './socket.ts'

async function openSocket() {
  const folder = await mkdtemp(join(tmpdir(), 'cowherd-signs-'))
  const path = join(folder, 'control.sock')
  const queue: SignQueue = {
    values: createVolatileValues() as SignQueue['values'],
    schedules: async () => [{ name: 'sweep', nextAt: 7 }],
    status: async () => ({ inbox: 2, oldestMs: 9, running: false, timers: 0, runsDone: 0, runsFailed: 0 }),
    workers: async () => 1,
  }
  const control = await listenForControl(path, async () => ({}), signAnswers(queue))
  onTestFinished(async () => {
    await control.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { port: portOfSocket(path), queue, path }
}

test('a service shows by its socket what its queue shows', async () => {
  const { port, queue } = await openSocket()
  await port.watch({ group: 'a', from: 3 })
  const signs = await port.signs()
  expect(signs).toEqual(await readSigns(queue))
  expect(signs).toMatchObject({ inbox: 2, schedules: [{ name: 'sweep' }], watched: { group: 'a', from: 3 } })
})

test('no service listens where there is no socket', async () => {
  const { path } = await openSocket()
  expect(await portOfSocket(`${path}.other`).signs()).toBeUndefined()
})
