import type { Judged } from './outcome.ts'

/** What is not ours stays byte for byte as it is, and nothing is asked of it; but for what is adopted. */
export function checkForeign({ before, after, ownedBefore, ownedAfter, stances, writes }: Judged): string[] {
  const problems: string[] = []
  const adopted = new Map(
    [...stances].flatMap(([id, all]) =>
      all.flatMap((stance) =>
        stance.kind === 'alias' && stance.adopts ? [[stance.adopts, id] as const] : [],
      ),
    ),
  )
  const rowsAfter = new Map(after.aliases.map((alias) => [alias.id, alias]))
  for (const alias of before.aliases) {
    if (ownedBefore.has(alias.id)) continue
    const now = rowsAfter.get(alias.id)
    if (JSON.stringify(now) === JSON.stringify(alias)) continue
    if (!now || !adopted.has(alias.id) || ownedAfter.get(alias.id)?.marker.group !== adopted.get(alias.id)) {
      problems.push(`foreign alias ${alias.address} (${alias.id}) was ${now ? 'changed' : 'deleted'}`)
      continue
    }
    const { privateComment, modified, ...rest } = alias
    const { privateComment: comment, modified: _, ...kept } = now
    if (JSON.stringify(kept) !== JSON.stringify(rest))
      problems.push(`adopting ${alias.address} changed more than its comment`)
    if (!comment?.includes(privateComment ?? ''))
      problems.push(`adopting ${alias.address} lost people's words`)
  }
  for (const { route, ids } of writes) {
    for (const id of ids) {
      if (!ownedBefore.has(id) && !adopted.has(id))
        problems.push(`${route} was asked of ${id}, which is not ours`)
    }
    if (route !== 'add' && ids.length !== 1) problems.push(`${route} of ${ids.length} aliases at once`)
  }
  return problems
}
