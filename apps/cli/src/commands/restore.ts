import { aliasAt, type PastAlias, readHistory } from '@cowherd/audit'
import { createLookup, type OwnedAlias, ownedAliases, putBackChange, type TargetState } from '@cowherd/plan'
import { Command } from 'commander'
import { auditFolder, operatorOf } from '../audit/folder.ts'
import { recordDecision } from '../audit/recorders.ts'
import { parseTime } from '../audit/time.ts'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { handDocument } from '../document/hand.ts'
import { restoreDocument } from '../document/restore.ts'
import { parseAliasAddress } from '../explanation/subject.ts'
import { runByHand } from '../hand/run.ts'
import { recover } from '../history/loss.ts'
import { examples } from '../program/examples.ts'
import { RefusalError, UsageError } from '../program/failure.ts'
import type { CommandFactory } from '../program/program.ts'

/** `cowherd restore`: puts an alias back to what it was, and keeps it so. */
export const restoreCommand: CommandFactory = (io, exit) =>
  new Command('restore')
    .description('put members and flags of an alias back to what they were, and the alias on hold')
    .argument('<address>', 'of the alias, then')
    .requiredOption('--at <time>', 'when it was right: a time, a day, or how long ago, such as 2h or 7d')
    .option('--reason <text>', 'told wherever the hold is shown')
    .option('--by <name>', 'who restores it; the user of this machine when left out')
    .option('--dry-run', 'show what would come back; write nothing', false)
    .option('--json', 'print what was done as one JSON document', false)
    .addHelpText(
      'after',
      `${examples([
        ['cowherd restore developers@example.com --at 2h --dry-run', 'look first'],
        ['cowherd restore developers@example.com --at 2026-11-24T09:30:00Z', 'then do it'],
      ])}

The alias stays as it is restored, whatever becomes of its group, until: cowherd hold ADDRESS --end`,
    )
    .action(async (given: string, options: RestoreOptions, command: Command) => {
      const address = parseAliasAddress(given)
      if (address === undefined) throw new UsageError(`"${given}" is no address of an alias`)
      const at = parseTime(options.at, '--at', io.now())
      const settings = settingsOf(command, io)
      const past = aliasAt(await readHistory(auditFolder(settings), address), at)
      if (!past) throw nothingKnown(address, at)
      const by = operatorOf(io, options.by)
      const context = connect(settings, io, { command: 'restore', by })
      const { state } = await context.target.readState()
      const now = findPresent(address, past, state, settings.owner)
      const { content, losses } = recover(past.content, state)
      if (content.members.length === 0) throw nobodyLeft(address, losses)
      const reason = options.reason ?? `restored as it was at ${at.toISOString()}`
      const { owner } = settings
      const why = `put back to what it was at ${at.toISOString()}`
      const change = putBackChange(now, content, { owner, group: past.group, since: io.now(), why })
      const changes = change ? [change] : []
      exit(
        await runByHand(context, {
          ...{ io, state, changes, dryRun: options.dryRun, json: options.json },
          notes: [...partNotes(content.members, state, owner), ...notesOn(address, past, losses)],
          document: (run) => restoreDocument(handDocument(changes, run), losses),
          async afterwards({ results }) {
            for (const { id, outcome } of results) {
              if (outcome !== 'applied') continue
              if (id !== undefined) await context.memory.rememberAliasHold(id, { by, reason })
              await recordDecision(settings, io, { decision: 'restore', by, address, detail: reason })
            }
          },
        }),
      )
    })

interface RestoreOptions {
  readonly at: string
  readonly reason?: string
  readonly by?: string
  readonly dryRun: boolean
  readonly json: boolean
}

/** What stands at the address now, or the same alias under the address that it was given since; undefined where it has to be made. */
function findPresent(
  address: string,
  { id }: PastAlias,
  state: TargetState,
  owner: string,
): OwnedAlias | undefined {
  const owned = ownedAliases(state.aliases, owner)
  const there = owned.find(({ alias }) => alias.address === address)
  if (there) return there
  if (state.aliases.some((alias) => alias.address === address)) {
    throw new RefusalError(
      'not-possible',
      `${address} is not an alias of this installation any more (owner ${owner}); take it over first with: cowherd adopt ${address}`,
    )
  }
  if (createLookup(state, () => true).isMailbox(address)) {
    throw new RefusalError('not-possible', `${address} is a mailbox by now.`)
  }
  return owned.find(({ alias }) => alias.id === id)
}

function nothingKnown(address: string, at: Date): RefusalError {
  return new RefusalError(
    'not-possible',
    `The audit log knows of no alias ${address} at ${at.toISOString()}; what it knows: cowherd history ${address}`,
  )
}

function nobodyLeft(address: string, losses: readonly string[]): RefusalError {
  return new RefusalError(
    'not-possible',
    `Nobody of ${address} can be brought back, and Mailcow stores no empty list:\n${losses.map((loss) => `- ${loss}`).join('\n')}`,
  )
}

/** The people of a long list stand in its parts, which have histories of their own. */
function partNotes(members: readonly string[], state: TargetState, owner: string): string[] {
  const parts = ownedAliases(state.aliases, owner).filter(
    ({ alias, marker }) => marker.role === 'part' && members.includes(alias.address),
  )
  return parts.map(({ alias }) => `Restore its part ${alias.address} as well: its people stand there.`)
}

function notesOn(address: string, { changedBefore }: PastAlias, losses: readonly string[]): string[] {
  return [
    ...losses.map((loss) => `Cannot be brought back: ${loss}`),
    ...(changedBefore
      ? [`Somebody else changed it after that and before ${changedBefore}: it may have been so already.`]
      : []),
    `It is on hold then: it follows its group again after "cowherd hold ${address} --end".`,
  ]
}
