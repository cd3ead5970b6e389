import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { UsageError } from '../program/failure.ts'
import { createTerminal } from './terminal.ts'

function open(tty = true) {
  const input = Object.assign(new PassThrough(), { isTTY: tty })
  const output = Object.assign(new PassThrough(), { isTTY: tty })
  let shown = ''
  output.on('data', (chunk) => {
    shown += String(chunk)
  })
  return { input, terminal: createTerminal({ input, output }), shown: () => shown }
}

test('a secret that is typed is not shown', async () => {
  const { input, terminal, shown } = open()
  const answer = terminal.ask('Token: ', true)
  input.write('a-secret-word\r\n')
  expect(await answer).toBe('a-secret-word')
  expect(shown()).toBe('Token: \n')
})

test.each([
  ['Ctrl-C', 'half-a-secret', '\u0003'],
  ['Ctrl-D', '', '\u0004'],
])('what is broken off by %s ends in an error and not in an answer', async (_, typed, key) => {
  const { input, terminal, shown } = open()
  const answer = terminal.ask('Token: ', true)
  input.write(typed + key)
  await expect(answer).rejects.toThrow(UsageError)
  expect(shown()).toBe('Token: \n')
})

test('a question is answered by a line', async () => {
  const { input, terminal } = open()
  const answer = terminal.ask('Do this? ', false)
  input.write(' y \n')
  expect(await answer).toBe('y')
})

test('what is piped in is read to its end, and nobody is asked', async () => {
  const { input, terminal } = open(false)
  expect(terminal.interactive).toBe(false)
  input.end('piped-secret\n')
  expect(await terminal.readAll()).toBe('piped-secret\n')
})
