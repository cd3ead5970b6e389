import type { Fault, FaultKind } from '@cowherd/simulators'
import { type Company, hurriedTimeoutMs } from '../harness/company.ts'
import type { Random } from '../harness/random.ts'

/** A server that can have a fault of a kind, and the requests where it shows. */
export interface FaultPlace {
  readonly kind: FaultKind
  readonly side: 'authentik' | 'mailcow'
  readonly matches: NonNullable<Fault['matches']>
}

type Matches = FaultPlace['matches']

const any: Matches = () => true
const posts: Matches = ({ method }) => method === 'POST'
const groupLists: Matches = ({ path }) => /\/core\/groups\/\?/.test(path) && !path.includes('search=')
const userLists: Matches = ({ path }) => /\/core\/users\/\?/.test(path) && !path.includes('search=')
const mailLists: Matches = ({ method, path }) => method === 'GET' && /\/all$/.test(path)

const everywhere: readonly FaultKind[] = [
  ...(['slow', 'html-500', 'restarting', 'empty-200', 'drop-before', 'drop-after', 'bad-token'] as const),
]

/** Every kind on every side where it means something. */
export const faultPlaces: readonly FaultPlace[] = [
  ...everywhere.flatMap((kind) => [
    { kind, side: 'authentik' as const, matches: any },
    { kind, side: 'mailcow' as const, matches: any },
  ]),
  { kind: 'no-permission', side: 'authentik', matches: any },
  { kind: 'no-permission', side: 'mailcow', matches: posts },
  { kind: 'false-success', side: 'mailcow', matches: posts },
  { kind: 'view-error', side: 'mailcow', matches: posts },
  { kind: 'short-page', side: 'authentik', matches: groupLists },
  { kind: 'short-page', side: 'mailcow', matches: mailLists },
  { kind: 'page-shift', side: 'authentik', matches: groupLists },
  { kind: 'partial-permission', side: 'authentik', matches: ({ path }) => path.includes('/core/groups/') },
  { kind: 'empty-directory', side: 'authentik', matches: ({ path }) => path.includes('/core/groups/') },
  { kind: 'wrong-shape', side: 'authentik', matches: ({ path }) => path.includes('/core/') },
  { kind: 'wrong-shape', side: 'mailcow', matches: mailLists },
]

/** What the walk over all users can meet, which only rules for users need. */
export const userListPlaces: readonly FaultPlace[] = (
  ['short-page', 'wrong-shape', 'bad-token'] as const
).map((kind) => ({ kind, side: 'authentik', matches: userLists }))

/** All kinds. */
export const faultKinds: readonly FaultKind[] = [...new Set(faultPlaces.map(({ kind }) => kind))]

/** Switches a fault on, for the next run. */
export function switchOn(company: Company, place: FaultPlace, when: { after: number; times: number }): void {
  const { kind, side, matches } = place
  company[side].faults.add({ kind, ...when, matches, ms: 2 * hurriedTimeoutMs })
}

/** Kinds that need a write or a second page to show. */
const rare: readonly FaultKind[] = ['false-success', 'view-error', 'page-shift']

/** A fault at a random place and request of the next run. */
export function switchOnRandom(company: Company, random: Random): FaultPlace {
  const kind = random.pick([...faultKinds, ...rare])
  const place = random.pick(faultPlaces.filter((each) => each.kind === kind))
  switchOn(company, place, {
    after: random.int(0, place.matches === any ? 12 : 2),
    times: random.pick([1, 1, 2, Number.POSITIVE_INFINITY]),
  })
  return place
}
