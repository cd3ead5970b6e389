import { expect, test } from 'vitest'
import { createMessages } from './messages.ts'

test('an outage says the same at most once a minute, and nothing else is held back', () => {
  let now = 0
  const said: string[] = []
  const say = createMessages(
    (_, text) => said.push(text),
    () => now,
  )
  for (const [at, text] of [
    [0, 'away'],
    [1, 'away'],
    [2, 'other'],
    [59_999, 'away'],
    [60_000, 'away'],
  ] as const) {
    now = at
    say('warn', text)
  }
  expect(said).toEqual(['away', 'other', 'away'])
})
