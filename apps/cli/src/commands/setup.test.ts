import { createAuthentikSimulator } from '@cowherd/simulators'
import { expect, test } from 'vitest'
import { RefusalError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { Terminal } from '../setup/terminal.ts'
import { setupCommandAt } from './setup.ts'

/** `setup authentik` with somebody at the terminal who gives these answers. */
function open(answers: readonly string[], piped = '') {
  const authentik = createAuthentikSimulator()
  const waiting = [...answers]
  const asked: { readonly question: string; readonly hidden: boolean }[] = []
  const output: string[] = []
  const io: Io = {
    env: { HOME: '/home/nobody' },
    stdout: { write: (text) => output.push(text) },
    stderr: { write: (text) => output.push(text) },
    now: () => new Date(0),
    randomName: () => 'no-such-name-5f2d',
    random: () => 0.5,
    readFile: () => {
      throw new Error('no file is read')
    },
    createTransport: () => authentik.fetch,
    patienceMs: 50,
    signal: new AbortController().signal,
  }
  const terminal: Terminal = {
    interactive: answers.length > 0,
    readAll: async () => piped,
    async ask(question, hidden) {
      asked.push({ question, hidden })
      return waiting.shift() ?? ''
    },
  }
  const runAt = (...args: string[]) =>
    setupCommandAt(() => terminal)(io, () => {}).parseAsync(
      ['authentik', '--url', 'https://auth.test', ...args],
      { from: 'user' },
    )
  const run = (...args: string[]) => runAt('--webhook-url', 'http://cowherd:8080', ...args)
  const writes = () => authentik.requests.filter(({ method }) => method !== 'GET').length
  return { authentik, asked, run, runAt, writes, output: () => output.join('') }
}

const adminToken = createAuthentikSimulator().adminToken

test('the administrator’s token is asked for once and unseen, then whether to do what was shown', async () => {
  const { asked, run, writes, output } = open([adminToken, 'y'])
  await run()
  expect(asked).toEqual([
    { question: expect.stringContaining('administrator'), hidden: true },
    { question: 'Do this? [y/N] ', hidden: false },
  ])
  expect(writes()).toBeGreaterThan(20)
  expect(output()).not.toContain(adminToken)
})

test.each(['n', '', 'maybe'])('the answer "%s" means no, and nothing is done', async (answer) => {
  const { run, writes, output } = open([adminToken, answer])
  await expect(run()).rejects.toThrow(RefusalError)
  expect(writes()).toBe(0)
  expect(output()).not.toContain('AK_TOKEN=')
})

test.each([
  ['', 'http://cowherd:8080/webhooks/authentik'],
  ['https://cowherd.example.com', 'https://cowherd.example.com/webhooks/authentik'],
  ['http://proxy/cowherd/hook', 'http://proxy/cowherd/hook'],
])('the address of the webhooks is asked for where none is known: "%s" means %s', async (answer, url) => {
  const { asked, runAt, authentik } = open([adminToken, answer, 'y'])
  await runAt()
  expect(asked.map(({ question }) => question)).toEqual([
    expect.stringContaining('administrator'),
    expect.stringContaining('[http://cowherd:8080]'),
    expect.stringContaining('Do this?'),
  ])
  const sent: string[] = []
  authentik.deliverAsConfigured({
    timeScale: 0.001,
    fetch: async (input) => {
      sent.push(String(input))
      return new Response()
    },
  })
  authentik.addGroup({ name: 'team' })
  await authentik.webhooksSettled()
  expect(sent).toEqual([url])
  authentik.stopWebhooks()
})

test('a token that is piped in needs --yes, as nobody can be asked', async () => {
  const piped = open(['never asked'], `${adminToken}\n`)
  await expect(piped.run('--token-file', '-')).rejects.toThrow('--yes')
  expect(piped.writes()).toBe(0)
  await piped.run('--token-file', '-', '--yes')
  expect(piped.writes()).toBeGreaterThan(20)
  expect(piped.asked).toEqual([])
})

test.each(['', 'two words', 'umläut'])('"%s" is no token, and no request is made with it', async (typed) => {
  const { authentik, run } = open([typed])
  await expect(run()).rejects.toThrow(/token/)
  expect(authentik.requests).toEqual([])
})
