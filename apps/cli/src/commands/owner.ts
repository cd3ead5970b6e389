import { handOverChange, ownedAliases, ownersIn } from '@cowherd/plan'
import { Command } from 'commander'
import { connect, memoryOf } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { unknownName } from '../explanation/subject.ts'
import { runByHand } from '../hand/run.ts'
import { examples } from '../program/examples.ts'
import { UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'
import { count } from '../render/style.ts'

/** `cowherd owner`: the name under which aliases are Cowherd's. */
export const ownerCommand: CommandFactory = (io, exit) =>
  new Command('owner')
    .description('the name under which an installation owns its aliases')
    .addCommand(renameCommand(io, exit))

const renameCommand: CommandFactory = (io, exit) =>
  new Command('rename')
    .description('write another owner into the marker of all aliases of one owner')
    .argument('<old>', 'owner that the aliases have now')
    .argument('<new>', 'owner that they get')
    .option('--dry-run', 'show the aliases; write nothing', false)
    .option('--json', 'print what was done as one JSON document', false)
    .addHelpText(
      'after',
      `${examples([['cowherd owner rename main office', 'then set COWHERD_OWNER=office']])}

Stop every other run of the old owner first: an installation that still carries the old name
would find its aliases gone, and make conflicts of them.`,
    )
    .action(async (from: string, to: string, options: RenameOptions, command: Command) => {
      assertNames(from, to)
      const settings = settingsOf(command, io)
      const context = connect(settings, io, { command: 'owner rename' })
      const { state } = await context.target.readState()
      const owned = ownedAliases(state.aliases, from)
      if (owned.length === 0) {
        const owners = new Set(state.aliases.flatMap(({ privateComment }) => ownersIn(privateComment)))
        const there = owners.size > 0 ? ` Owners that have some: ${[...owners].sort().join(', ')}.` : ''
        throw unknownName(`No alias belongs to the owner ${from}.${there}`, from, owners)
      }
      const already = ownedAliases(state.aliases, to).length
      if (already > 0) {
        const belong = count(already, 'alias belongs', 'aliases belong')
        io.stderr.write(`warning: ${belong} to ${to} already; the two become one.\n`)
      }
      const paused =
        (await memoryOf({ ...settings, owner: from }, io).pause()) ??
        (await memoryOf({ ...settings, owner: to }, io).pause())
      const memory = { ...context.memory, pause: async () => paused ?? (await context.memory.pause()) }
      exit(
        await runByHand(
          { ...context, memory },
          {
            io,
            state,
            changes: owned.flatMap((one) => handOverChange(one, to) ?? []),
            notes:
              to === settings.owner
                ? []
                : [`Then set COWHERD_OWNER=${to}: until then they are another installation's.`],
            ...options,
          },
        ),
      )
    })

interface RenameOptions {
  readonly dryRun: boolean
  readonly json: boolean
}

function assertNames(from: string, to: string): void {
  for (const name of [from, to]) {
    if (!/^[a-z0-9-]{1,32}$/.test(name)) {
      throw new UsageError(`"${name}" is no name of an owner: 1 to 32 characters of a-z, 0-9 and -`)
    }
  }
  if (from === to) throw new UsageError('the two names are the same')
}
