import { expect, test } from 'vitest'
import { neverIo } from '../reference/never-io.ts'
import { everyCommand } from './commands.ts'
import { commandsNamed } from './named.ts'
import { buildProgram } from './program.ts'

const namesFor = async (...args: string[]) =>
  buildProgram(neverIo, () => {}, await commandsNamed(args)).commands.map((command) => command.name())

test.each([
  [['serve']],
  [['worker', '--help']],
  [['--env-file', '.env', 'receiver']],
  [['--env-file=.env', 'serve']],
])('%j loads the services alone', async (args) => {
  expect(await namesFor(...args)).toEqual(['serve', 'receiver', 'worker'])
})

test.each([[[]], [['--help']], [['explain', 'serve']], [['--env-file', 'serve', 'plan']], [['nonsense']]])(
  '%j can mean every command',
  async (args) => {
    expect(await namesFor(...args)).toHaveLength(everyCommand.length)
  },
)
