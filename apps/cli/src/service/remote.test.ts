import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { loadSettings } from '@cowherd/config'
import { expect, onTestFinished, test } from 'vitest'
import { neverIo } from '../reference/never-io.ts'
import { openCommandLine } from '../testkit/command-line.ts'
import { controlPath, listenForControl } from './control.ts'
import { runRemotely } from './remote.ts'

test('a run that fails in the service is told as such, with its reason', async () => {
  const line = openCommandLine()
  const settings = loadSettings(line.env, { readFile: () => '' })
  const path = controlPath(settings)
  await mkdir(dirname(path), { recursive: true })
  const control = await listenForControl(path, async () => {
    throw new Error('bad-token')
  })
  onTestFinished(() => control.close())
  await expect(runRemotely(settings, neverIo, { nightly: false })).rejects.toMatchObject({
    name: 'RefusalError',
    code: 'run-failed',
    message: expect.stringMatching(/could not make the run: bad-token\. Its log/),
  })
})
