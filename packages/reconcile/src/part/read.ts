import type { Directory } from '@cowherd/directory'
import { dependsOnAncestors, type PlanSettings, type Removals, type TargetState } from '@cowherd/plan'
import { ForgottenError } from '../graph/graph.ts'
import { type Graph, settingsDigest } from '../graph/model.ts'
import type { SourcePieces, TargetPieces } from '../ports.ts'
import { type AliasesContext, directoryOf, type KnownAliases, readAliases, wantedBy } from './aliases.ts'
import { descendantsOf, readFamily, requestedGroups } from './groups.ts'
import { type GroupsContext, type KnownGroups, nothingKnown } from './known.ts'
import { readTargetPart } from './mailboxes.ts'
import { deletedIn, type PartRequest, WideningError } from './scope.ts'

/** What a reading of a part needs. */
export interface PartContext {
  readonly pieces: { readonly source: SourcePieces; readonly target: TargetPieces }
  readonly graph: Graph
  readonly settings: PlanSettings
}

/** A reading of what concerns some groups, whole as far as it goes. */
export interface PartReading {
  readonly directory: Directory
  readonly target: TargetState
  /** Ids of the groups whose list may have changed, missing ones included. */
  readonly groups: ReadonlySet<string>
  /** The addresses that those groups want, by group id. */
  readonly wanted: ReadonlyMap<string, readonly string[]>
  /** Ids of those whose lists keep people without a mailbox. */
  readonly lenient: ReadonlySet<string>
  /** Aliases of ours and their memberships in the whole target, as last known. */
  readonly owned: Removals
  readonly known: KnownGroups
}

/**
 * Reads what a request concerns, and no more: the number of requests depends on the groups concerned, never on the size of the target,
 * and on the size of the directory only where its pages are cheaper than the groups concerned, one by one.
 *
 * @param missingBefore ids of groups that an earlier run found missing
 * @throws WideningError where everything has to be read; UpstreamError
 */
export async function readPart(
  request: PartRequest,
  context: PartContext,
  missingBefore: ReadonlySet<string>,
): Promise<PartReading> {
  try {
    return await readConcerned(request, context, missingBefore)
  } catch (error) {
    if (!(error instanceof ForgottenError)) throw error
    // Whatever is there of it has a gap: the reading that follows writes it anew.
    await context.graph.suspend()
    throw new WideningError('no-memory')
  }
}

async function readConcerned(
  request: PartRequest,
  { pieces, graph, settings }: PartContext,
  missingBefore: ReadonlySet<string>,
): Promise<PartReading> {
  const meta = await graph.meta()
  // Under other settings groups wanted other addresses.
  if (meta?.settings !== settingsDigest(settings)) throw new WideningError('no-memory')
  const known = nothingKnown(new Set([...missingBefore, ...deletedIn(request)]))
  const reading: GroupsContext = { source: pieces.source, graph, groupCount: meta.groupCount }
  const aliases: KnownAliases = { byId: new Map(), addresses: new Set() }
  const [served, asked] = await Promise.all([
    pieces.target.readDomains(),
    requestedGroups(request, reading, known).then(async (ids) => {
      await readFamily(ids, reading, known)
      return ids
    }),
  ])
  const context: AliasesContext = { target: pieces.target, graph, settings, served }
  let groups = new Set<string>()
  for (let size = -1; size !== asked.size; ) {
    size = asked.size
    groups = await readFamily(asked, reading, known)
    if (dependsOnAncestors(settings.rules)) {
      const below = descendantsOf(request.groups.keys(), known)
      for (const id of below) asked.add(id)
      if ([...below].some((id) => !groups.has(id))) continue
    }
    const further = await readAliases(groups, known, aliases, context)
    for (const id of further) asked.add(id)
  }
  for (const id of request.groups.keys()) {
    const isNews = known.nodes.has(id) && !known.expected.has(id)
    if (isNews && known.missing.has(id)) throw new WideningError('vanished-group')
  }
  const directory = directoryOf(known)
  const wanted = wantedBy(directory, settings, served, groups)
  const target = await readTargetPart(wanted, aliases, {
    ...{ target: pieces.target, settings, meta, served, nodes: known.nodes },
  })
  const { addresses, lenient } = wanted
  return { directory, target, groups, wanted: addresses, lenient, owned: meta.owned, known }
}
