import { ownedAliases, releaseChange } from '@cowherd/plan'
import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { parseAliasAddress, unknownName } from '../explanation/subject.ts'
import { runByHand } from '../hand/run.ts'
import { examples } from '../program/examples.ts'
import { RefusalError, UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'

/** `cowherd release`: gives aliases back to people. */
export const releaseCommand: CommandFactory = (io, exit) =>
  new Command('release')
    .description('give aliases back: they stay as they are, and Cowherd never takes them again by itself')
    .argument('[address...]', 'aliases to give back')
    .option('--all', 'every alias of this installation', false)
    .option('--dry-run', 'show them; write nothing', false)
    .option('--json', 'print what was done as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd release developers@example.com', 'this one alias'],
        ['cowherd release --all --dry-run', 'what leaving Cowherd would touch'],
      ]),
    )
    .action(async (given: string[], options: ReleaseOptions, command: Command) => {
      if (options.all === given.length > 0) {
        throw new UsageError(
          options.all ? 'give addresses or --all, not both' : 'give the addresses to release, or --all',
        )
      }
      const context = connect(settingsOf(command, io), io, { command: 'release' })
      const { state } = await context.target.readState()
      const owned = ownedAliases(state.aliases, context.settings.owner)
      const chosen = options.all
        ? owned
        : given.map((text) => {
            const address = parseAliasAddress(text)
            const found = owned.find(({ alias }) => alias.address === address)
            if (found) return found
            if (state.aliases.some((alias) => alias.address === address)) {
              throw new RefusalError(
                'not-possible',
                `${address} is not an alias of this installation (owner ${context.settings.owner}): there is nothing to give back.`,
              )
            }
            const names = owned.map(({ alias }) => alias.address)
            throw unknownName(`There is no alias ${text}.`, text, names)
          })
      const changes = [...new Set(chosen)].flatMap((one) => releaseChange(one) ?? [])
      exit(await runByHand(context, { io, state, changes, ...options }))
    })

interface ReleaseOptions {
  readonly all: boolean
  readonly dryRun: boolean
  readonly json: boolean
}
