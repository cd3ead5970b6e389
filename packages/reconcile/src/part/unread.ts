import { type Directory, hasGroups } from '@cowherd/directory'
import { UpstreamError } from '@cowherd/upstream'
import type { GroupsReading, SourcePieces } from '../ports.ts'
import type { GroupsContext, KnownGroups } from './known.ts'
import { WideningError } from './scope.ts'

/**
 * How many groups are read one by one, at most. One takes 40 ms; a reading of the whole directory takes 0.2 s for a page of a hundred
 * groups, 0.1 s for the second look at it, and half a second around them.
 *
 * @param groupCount how many groups there are in all
 */
export function singlesMax(groupCount: number): number {
  return Math.max(30, Math.ceil((groupCount * 3) / 40))
}

/**
 * Reads groups that were not read yet: one by one, or from the whole directory once that is cheaper. In either case a group counts as
 * missing only when it was not found twice, or not once where that was to be expected.
 *
 * @throws WideningError `vanished-group` where the directory is empty; UpstreamError
 */
export async function readUnread(
  ids: readonly string[],
  { source, groupCount }: GroupsContext,
  known: KnownGroups,
): Promise<void> {
  const singles = known.fresh.size + known.missing.size + ids.length
  if (!known.whole && singles > singlesMax(groupCount)) known.whole = await readWhole(source)
  const reading = known.whole ? pickGroups(known.whole, ids) : await source.readGroups(ids)
  const readings = [reading]
  const doubtful = [...reading.missing].filter((id) => !known.expected.has(id))
  const [control] = [...known.fresh.keys(), ...reading.groups.map(({ id }) => id)]
  if (doubtful.length > 0) readings.push(await readAgain(doubtful, control, source))
  for (const { groups, users, missing } of readings) {
    for (const group of groups) known.fresh.set(group.id, group)
    for (const user of users) known.users.set(user.id, user)
    for (const id of missing) known.missing.add(id)
  }
  for (const id of known.fresh.keys()) known.missing.delete(id)
}

async function readWhole(source: SourcePieces): Promise<Directory> {
  const { directory } = await source.readDirectory()
  // Authentik always has groups: what to make of none at all is for a run over everything to judge.
  if (!hasGroups(directory)) throw new WideningError('vanished-group')
  return directory
}

/** The same as reading groups one by one gives, from a reading of all of them. */
function pickGroups({ groups, users }: Directory, ids: readonly string[]): GroupsReading {
  const found = ids.flatMap((id) => groups.get(id) ?? [])
  const members = new Set(found.flatMap((group) => group.members))
  return {
    groups: found,
    users: [...members].flatMap((id) => users.get(id) ?? []),
    missing: new Set(ids.filter((id) => !groups.has(id))),
  }
}

/** Groups that were not found, once more, beside one that was: whoever is in them would be taken out of all that they were in. */
async function readAgain(
  ids: readonly string[],
  control: string | undefined,
  source: SourcePieces,
): Promise<GroupsReading> {
  const reading = await source.readGroups(control === undefined ? ids : [control, ...ids])
  if (control === undefined || !reading.missing.has(control)) return reading
  throw new UpstreamError(
    'source',
    'not-whole',
    `Authentik gave the group ${control} a moment ago and does not know it now: the reading is not whole, so nothing is changed. Look for what stands between Cowherd and Authentik if it stays so.`,
  )
}
