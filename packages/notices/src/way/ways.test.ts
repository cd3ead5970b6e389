import { afterEach, expect, it } from 'vitest'
import type { Notice } from '../condition.ts'
import { startMailServer, startWebhookServer } from '../testkit/servers.ts'
import { createMailWay } from './mail.ts'
import { createWebhookWay } from './webhook.ts'

const notice: Notice = {
  ...{ kind: 'failing', state: 'new', title: 'Run after run fails', since: 0 },
  lines: ['Mailcow is away', 'cowherd doctor'],
}
const from = 'Cowherd (main)'
const started: { stop(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
})

async function webhookTo(status: number | null, path = '/services/T0/secret-part', timeoutMs = 10_000) {
  const server = await startWebhookServer(() => status)
  started.push(server)
  const url = server.url + path
  return { server, way: createWebhookWay({ url, kind: 'slack', token: 'bearer-1', from, fetch, timeoutMs }) }
}

async function mailServer(...options: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...options)
  started.push(server)
  return server
}

const mailWay = (url: string, timeoutMs?: number) =>
  createMailWay({
    ...{ url, from, sender: 'cowherd@example.org', recipients: ['a@example.org', 'b@example.org'] },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })

it('a webhook gets JSON with the token in its header', async () => {
  const { server, way } = await webhookTo(200)
  await way.send(notice)
  expect(server.received).toEqual([
    {
      path: '/services/T0/secret-part',
      authorization: 'Bearer bearer-1',
      body: { text: '*Cowherd (main): Run after run fails*\nMailcow is away\ncowherd doctor' },
    },
  ])
})

it.each([
  [404, 'it answered with status 404'],
  [302, 'it answered with status 302'],
  [null, 'no answer in time'],
])('a webhook that answers %s is told of without its address', async (status, reason) => {
  const { server, way } = await webhookTo(status, '/services/T0/secret-part', 200)
  const error = await way.send(notice).catch((thrown: unknown) => thrown)
  expect(String(error)).toBe(`Error: ${reason}`)
  expect(server.received).toHaveLength(1)
})

it('a webhook that cannot be reached is told of without its address', async () => {
  const { server, way } = await webhookTo(200)
  await server.stop()
  started.pop()
  await expect(way.send(notice)).rejects.toThrow(/^ECONNREFUSED$/)
})

it('a mail goes to everybody, and asks for no automatic answer', async () => {
  const server = await mailServer()
  await mailWay(`smtp://127.0.0.1:${server.port}`).send(notice)
  expect(server.recipients).toEqual(['a@example.org', 'b@example.org'])
  const [mail = ''] = server.mails
  expect(mail).toContain('Subject: Cowherd (main): Run after run fails')
  expect(mail).toContain('From: "Cowherd (main)" <cowherd@example.org>')
  expect(mail).toMatch(/^Auto-Submitted: auto-generated\r$/m)
  expect(mail).toContain('Mailcow is away')
})

it('a mail server gets user and password of the address', async () => {
  const server = await mailServer({ authOptional: false })
  await mailWay(`smtp://cow:pa%40ss@127.0.0.1:${server.port}`).send(notice)
  expect(server.logins).toEqual(['cow:pa@ss'])
})

it('a mail that is refused is told of by codes alone', async () => {
  const server = await mailServer({
    onRcptTo: ({ address }, _session, done) => done(new Error(`nobody is called ${address}`)),
  })
  const error = await mailWay(`smtp://127.0.0.1:${server.port}`)
    .send(notice)
    .catch((thrown: unknown) => thrown)
  expect(String(error)).toMatch(/^Error: EENVELOPE/)
  expect(String(error)).not.toContain('@')
})

it('a mail server that says nothing keeps nobody waiting', async () => {
  const server = await mailServer({ onConnect: () => {} })
  const began = performance.now()
  await expect(mailWay(`smtp://127.0.0.1:${server.port}`, 300).send(notice)).rejects.toThrow(/^ETIMEDOUT/)
  expect(performance.now() - began).toBeLessThan(3_000)
})
