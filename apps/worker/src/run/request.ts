import { personalGroupId, userOfPersonalGroup } from '@cowherd/directory'
import type { Scope, StoredScope } from '@cowherd/queue'
import type { PartRequest } from '@cowherd/reconcile'

type SweepCause = 'schedule' | 'nightly' | 'operator' | 'event' | 'retry'

/** What the scopes of a run ask for, all together. */
export interface Asked {
  /** How many scopes. */
  readonly scopes: number
  /** Everything has to be looked at. */
  readonly whole: boolean
  readonly nightly: boolean
  /** What asked for a run over everything, where one was asked for. */
  readonly cause: SweepCause
  /** By which ears it was heard of, sorted. */
  readonly ears: readonly StoredScope['ear'][]
  readonly part: PartRequest
  /** When the earliest of them was heard, in milliseconds since 1970; undefined without an event. */
  readonly heardAt: number | undefined
}

/** Adds up scopes. */
export function addUp(scopes: readonly StoredScope[]): Asked {
  const groups = new Map<string, boolean>()
  const users = new Set<number>()
  for (const { scope, deleted } of scopes) {
    if (scope.kind === 'group') groups.set(scope.id, (groups.get(scope.id) ?? false) || deleted === true)
    if (scope.kind === 'user') users.add(scope.id)
  }
  const heard = scopes.filter(isHeard).map(({ at }) => at)
  return {
    scopes: scopes.length,
    whole: scopes.some(({ scope }) => scope.kind === 'all'),
    nightly: scopes.some(({ nightly }) => nightly === true),
    cause: causeOf(scopes),
    ears: [...new Set(scopes.map(({ ear }) => ear))].sort(),
    part: { groups, users },
    heardAt: heard.length > 0 ? Math.min(...heard) : undefined,
  }
}

/** What asks for a group, or for the user whose group of one it is. */
export function scopeOfGroup(id: string): Scope {
  const user = userOfPersonalGroup(id)
  return user === undefined ? { kind: 'group', id } : { kind: 'user', id: user }
}

/** The group that a scope names, or that its user is; undefined where it asks for everything. */
export function groupOfScope(scope: Scope): string | undefined {
  if (scope.kind === 'all') return undefined
  return scope.kind === 'user' ? personalGroupId(scope.id) : scope.id
}

/** Whether an event of the source asked for it. */
export function isHeard({ ear }: StoredScope): boolean {
  return ear === 'webhook' || ear === 'event-log'
}

const causes: Readonly<Record<StoredScope['ear'], SweepCause>> = {
  webhook: 'event',
  'event-log': 'event',
  sweep: 'schedule',
  nightly: 'nightly',
  operator: 'operator',
  'second-look': 'retry',
  retry: 'retry',
  crash: 'retry',
}

/** A person's wish before the schedule's, and that before what follows from other things. */
function causeOf(scopes: readonly StoredScope[]): SweepCause {
  const asked = scopes.filter(({ scope }) => scope.kind === 'all')
  const found = new Set(asked.map(({ ear, nightly }) => (nightly ? 'nightly' : causes[ear])))
  const order = ['nightly', 'operator', 'schedule', 'event'] as const
  return order.find((cause) => found.has(cause)) ?? 'retry'
}
