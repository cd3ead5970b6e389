import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { judgeCertificate, judgeName } from '@cowherd/doctor'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSelfSigned } from '../../../../../packages/upstream/src/self-signed.ts'
import { createNetwork } from './network.ts'

const now = new Date('2026-11-25T00:00:00Z')

async function openServer(certified: string) {
  const { key, certificate } = createSelfSigned(certified)
  const server = createServer({ key, cert: certificate })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const address = { setting: 'MAILCOW_API_URL', url: new URL(`https://127.0.0.1:${port}`) }
  const judge = (authorities: string | undefined) =>
    judgeCertificate(address, createNetwork({ authorities }), { verify: true, now })
  return { certificate, judge }
}

describe('a certificate', () => {
  test('is trusted with its authority and not without', async () => {
    const { certificate, judge } = await openServer('127.0.0.1')
    expect(await judge(certificate)).toMatchObject({ state: 'ok', reason: 'Trusted, until 2120-01-01.' })
    expect(await judge(undefined)).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('self-signed certificate'),
      fix: expect.stringContaining('COWHERD_CA_FILE'),
    })
  })

  test('for another name is not trusted, and the name is told', async () => {
    const { certificate, judge } = await openServer('192.0.2.7')
    expect(await judge(certificate)).toMatchObject({
      state: 'problem',
      reason: expect.stringMatching(/another name.*192\.0\.2\.7/),
    })
  })

  test('is not there where nobody listens', async () => {
    const address = { setting: 'AK_BASE', url: new URL('https://127.0.0.1:1') }
    const verdict = await judgeCertificate(address, createNetwork({ authorities: undefined }), {
      verify: true,
      now,
    })
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('ECONNREFUSED') })
  })
})

test('a name of this machine is found', async () => {
  const address = { setting: 'AK_BASE', url: new URL('https://localhost') }
  expect((await judgeName(address, createNetwork({ authorities: undefined }))).state).toBe('ok')
})
