import {
  aliasesOnHold,
  type Change,
  endHoldChange,
  holdChange,
  holdings,
  type OwnedAlias,
  ownedAliases,
  type TargetState,
} from '@cowherd/plan'
import { Command } from 'commander'
import { operatorOf } from '../audit/folder.ts'
import { recordDecision } from '../audit/recorders.ts'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { holdsDocument } from '../document/holds.ts'
import { parseAliasAddress, unknownName } from '../explanation/subject.ts'
import { takeSurvey } from '../explanation/survey.ts'
import { runByHand } from '../hand/run.ts'
import { examples } from '../program/examples.ts'
import { RefusalError, UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import { renderHolds } from '../render/holds.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd hold`: keeps aliases as they are until the hold is ended. */
export const holdCommand: CommandFactory = (io, exit) =>
  new Command('hold')
    .description('keep aliases as they are, whatever becomes of their groups, until the hold is ended')
    .argument('[address...]', 'aliases of this installation; without any, those on hold are shown')
    .option('--end', 'end the hold: they follow their groups again', false)
    .option('--reason <text>', 'told wherever the hold is shown')
    .option('--by <name>', 'who does it; the user of this machine when left out')
    .option('--dry-run', 'show what would be done; write nothing', false)
    .option('--json', 'print what was done, or the aliases on hold, as one JSON document', false)
    .addHelpText(
      'after',
      `${examples([
        ['cowherd hold board@example.com --reason "elections"', 'nobody comes and nobody goes'],
        ['cowherd hold board@example.com --end', 'the next run brings it in line with its group'],
        ['cowherd hold', 'what is on hold, since when and by whom'],
      ])}

People who leave the group go on receiving its mail while the hold lasts: plan and explain name them.
To give an alias back to people for good, see "cowherd release".`,
    )
    .action(async (given: string[], options: HoldOptions, command: Command) => {
      const settings = settingsOf(command, io)
      if (given.length === 0) {
        if (options.end) throw new UsageError('give the addresses whose hold ends')
        await showHolds(connect(settings, io), io, options.json)
        return
      }
      const by = operatorOf(io, options.by)
      const context = connect(settings, io, { command: options.end ? 'hold --end' : 'hold', by })
      const { state } = await context.target.readState()
      const chosen = chooseOwned(given, state, settings.owner)
      const reason = options.reason ?? 'no reason given'
      const changes = chosen.flatMap(
        (slot) => (options.end ? endHoldChange(slot) : holdChange(slot, io.now())) ?? [],
      )
      exit(
        await runByHand(context, {
          ...{ io, state, changes, dryRun: options.dryRun, json: options.json },
          notes: notesOn(chosen, changes, options.end),
          async afterwards({ results }) {
            for (const { change, id, outcome } of results) {
              if (outcome !== 'applied' || id === undefined) continue
              await context.memory.rememberAliasHold(id, options.end ? undefined : { by, reason })
              const decision = options.end ? 'end-hold' : 'hold'
              const detail = options.end ? options.reason : reason
              await recordDecision(settings, io, { decision, by, address: change.address, detail })
            }
          },
        }),
      )
    })

interface HoldOptions {
  readonly end: boolean
  readonly reason?: string
  readonly by?: string
  readonly dryRun: boolean
  readonly json: boolean
}

async function showHolds(context: ReturnType<typeof connect>, io: Io, json: boolean): Promise<void> {
  const { state } = await takeSurvey(context)
  const holds = aliasesOnHold(
    state.living,
    holdings(state.owned, state.living),
    await context.memory.aliasHolds(),
  )
  if (json) writeJson(io, holdsDocument(holds))
  else writeText(io.stdout, renderHolds(holds, io.now(), createPaint(io.stdout, io.env)))
}

function chooseOwned(given: readonly string[], state: TargetState, owner: string): OwnedAlias[] {
  const owned = ownedAliases(state.aliases, owner)
  const chosen = given.map((text) => {
    const address = parseAliasAddress(text)
    const found = owned.find(({ alias }) => alias.address === address)
    if (found) return found
    if (state.aliases.some((alias) => alias.address === address)) {
      throw new RefusalError(
        'not-possible',
        `${address} is not an alias of this installation (owner ${owner}): it is never changed anyway.`,
      )
    }
    const names = owned.map(({ alias }) => alias.address)
    throw unknownName(`There is no alias ${text}.`, text, names)
  })
  return [...new Set(chosen)]
}

function notesOn(chosen: readonly OwnedAlias[], changes: readonly Change[], end: boolean): string[] {
  const changed = new Set(changes.map(({ id }) => id))
  const same = chosen.filter(({ alias }) => !changed.has(alias.id))
  return [
    ...same.map(({ alias, marker }) =>
      end
        ? `${alias.address} is not on hold.`
        : `${alias.address} is on hold already, since ${marker.hold ?? 'unknown'}.`,
    ),
    ...(end && changes.length > 0 ? ['The next run brings them in line with their groups.'] : []),
  ]
}
