import type { Person } from '../company/model.ts'
import type { Stage } from './stage.ts'

/** The first active person who is in a team and in nothing else. Throws Error where there is none. */
export function memberOf({ company }: Pick<Stage, 'company'>, team: string): Person {
  const person = company.people.find(
    ({ active, groups, type }) => active && type === 'internal' && groups.length === 1 && groups[0] === team,
  )
  if (!person) throw new Error(`nobody is only in ${team}`)
  return person
}

/** Number of somebody's account in Authentik. Throws Error where there is none. */
export function pkOf({ ids }: Pick<Stage, 'ids'>, { username }: Pick<Person, 'username'>): number {
  const pk = ids.users.get(username)
  if (pk === undefined) throw new Error(`${username} has no account`)
  return pk
}
