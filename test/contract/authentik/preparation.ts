import { type AuthentikSimulator, createAuthentikSimulator } from '@cowherd/simulators'
import { createIdentities, type Identities } from './compare.ts'

/** A simulator in the state that a recording starts from, with the ids that the recording knows. */
export interface Stage {
  readonly simulator: AuthentikSimulator
  readonly ids: Identities
}

/** With this seed "authentik Read-only" comes before all other groups by id, as in the recordings. */
const SEED = 2

const ADMINS = '6f5acb05-a16e-49d3-b3e3-5453a2a1f1eb'
const READ_ONLY = '0cf84710-304f-4005-a0e5-e36c84169abf'

const SMALL_GROUP_IDS: Readonly<Record<number, string>> = {
  0: '242051c9-7bac-4809-b5f8-4f82c01580c4',
  1: '0de08a76-9e15-428b-91e4-90a716f83e7b',
  2: '9ac62469-38ff-437e-ac39-f60c654af309',
  3: 'e1c18f72-3b15-432a-a557-f21c5f484b68',
  4: '1ebc353b-f3fc-42f0-aca0-945134659e7d',
  5: 'e0cb66e8-b7d6-4a0d-87dc-4c66c0df114f',
  10: '8f15100e-df0b-4b90-bd4d-489d5c4e5236',
  11: '79d3e928-59c1-444e-b1d7-e54db902b178',
}

/**
 * The directory that most recordings start from: 30 users in 12 groups of five, nested in chains of four, besides the
 * built-in groups and `akadmin`.
 */
export function prepareSmall(): Stage {
  const simulator = createAuthentikSimulator({ seed: SEED })
  const ids = createIdentities()
  const [admins, readOnly] = simulator.groups()
  if (admins) ids.learn(ADMINS, admins.id)
  if (readOnly) ids.learn(READ_ONLY, readOnly.id)
  simulator.silently(() => {
    for (const user of simulator.users().filter(({ type }) => type === 'service_account')) {
      simulator.deleteUser(user.pk)
    }
    const users = addUsers(simulator, 'small', 30)
    let parent: string | undefined
    for (let group = 0; group < 12; group += 1) {
      const id = SMALL_GROUP_IDS[group] ?? `f0000000-0000-4000-8000-${String(group).padStart(12, '0')}`
      const parents = group % 4 !== 0 && parent !== undefined ? [parent] : []
      parent = addGroup(simulator, 'small', group, pick(users, group * 7, 5), { id, parents })
    }
  })
  return { simulator, ids }
}

/** The small directory with 2,000 more users, 1,000 more groups of twenty, a group of one and an empty one. */
export function prepareBig(): Stage {
  const stage = prepareSmall()
  const { simulator, ids } = stage
  simulator.silently(() => {
    const account = { username: 'sync', email: '', type: 'service_account' } as const
    simulator.addGroup({ name: 'sync', users: [simulator.addUser(account)] })
    simulator.addGroup({ name: 'empty' })
    const users = addUsers(simulator, 'big', 2000)
    for (const [index, pk] of users.entries()) ids.learn(49 + index, pk)
    for (let group = 0; group < 1000; group += 1) {
      const id = group === 500 ? '9cfcb62f-8f14-4b3d-b21f-b2576c9aef2d' : undefined
      addGroup(simulator, 'big', group, pick(users, group * 7, 20), id === undefined ? {} : { id })
    }
  })
  return stage
}

function addUsers(simulator: AuthentikSimulator, prefix: string, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const username = `${prefix}-u-${String(index).padStart(5, '0')}`
    const name = username.replace(prefix, capitalise(prefix)).replace('-u-', '-U-')
    return simulator.addUser({ username, name, email: `${username}@lab.example`, path: `users/${prefix}` })
  })
}

function addGroup(
  simulator: AuthentikSimulator,
  prefix: string,
  index: number,
  users: readonly number[],
  place: { readonly id?: string; readonly parents?: readonly string[] },
): string {
  const name = `${prefix}-g-${String(index).padStart(5, '0')}`
  return simulator.addGroup({ name, users, attributes: { mail: { alias: `${name}@lab.example` } }, ...place })
}

function pick(users: readonly number[], start: number, count: number): number[] {
  return Array.from({ length: count }, (_, step) => users[(start + step) % users.length] ?? 0)
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
