import { markedAliases, readMailboxes, type Stage } from '../stage/stage.ts'
import { hasMembersOf } from './members.ts'

/**
 * What is not as it should be, in words; empty when everything is: nothing is planned or held, each group has its one alias with exactly
 * its people, and whoever has none is named by the plan.
 */
export async function findDivergence(stage: Stage): Promise<string[]> {
  const plan = await stage.plan()
  const mailboxes = await readMailboxes(stage)
  const problems = [...plan.changes, ...plan.held.map(({ change }) => change)].map(
    ({ action, address }) => `${action} ${address} is still planned`,
  )
  const named = new Set([...plan.skipped, ...plan.conflicts].map(({ group }) => group.id))
  const marked = markedAliases(stage)
  for (const { id, name } of stage.authentik.groups()) {
    const rows = marked.filter(({ row, group }) => group === id && row.active === 1).map(({ row }) => row)
    const [row] = rows
    if (!row) {
      if (!named.has(id)) problems.push(`the group "${name}" has no alias, and the plan does not say why`)
      continue
    }
    if (rows.length > 1) problems.push(`the group "${name}" has ${rows.length} aliases`)
    if (!hasMembersOf(stage, id, row, mailboxes)) {
      problems.push(`${row.address} does not have the people of the group "${name}"`)
    }
  }
  const living = new Set(stage.authentik.groups().map(({ id }) => id))
  for (const { row, group } of marked) {
    if (row.active === 1 && !living.has(group)) problems.push(`${row.address} outlived its group`)
  }
  return problems
}
