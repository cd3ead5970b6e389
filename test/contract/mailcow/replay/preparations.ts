import type { FaultKind, MailcowSimulator } from '@cowherd/simulators'

/** What happened on the recorded server before an exchange, other than the recorded exchanges. */
export interface Preparation {
  readonly reason: string
  readonly carryOut: (simulator: MailcowSimulator) => void
}

const UNRECORDED = 'made by a call that is not among the recordings'
const SETTING = 'setting of the API key, changed on the server'
const LOAD = 'measurements in between made and deleted many aliases: their ids are used up'

/** Preparations by the name of the exchange they come before. */
export const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  'add-alias-goto-unicode-local': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, 'gidn@example.org', 'x@bücher.test'),
  },
  'get-alias-catch-all': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, '@second.test', 'frank@second.test'),
  },
  'add-alias-address-plus': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, 'space@example.org', 'alice@example.org'),
  },
  'add-alias-flags-string-1': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, 'flag-int-1@example.org', 'alice@example.org', 1),
  },
  'add-alias-flags-null': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, 'flag-int-negative@example.org', 'alice@example.org', -1),
  },
  'edit-alias-goto-only': {
    reason: 'aliases to edit',
    carryOut(simulator) {
      const comments = { publicComment: 'pub', privateComment: 'owned' }
      for (const name of ['e1', 'e2', 'e3']) {
        const address = `${name}@example.org`
        simulator.addAlias({ address, goto: 'alice@example.org,bob@example.org', internal: 1, ...comments })
      }
    },
  },
  'edit-alias-goto-one-invalid-among-valid': {
    reason: UNRECORDED,
    carryOut: (simulator) => simulator.editAlias(64, { address: 'renamed@example.com' }),
  },
  'edit-alias-goto-uppercase': {
    reason: 'the hidden row was made visible in the database',
    carryOut: (simulator) => simulator.overwriteAlias(64, { goto: 'alice@example.org' }),
  },
  'delete-alias-one': {
    reason: 'aliases to delete',
    carryOut(simulator) {
      for (let number = 0; number < 10; number += 1)
        add(simulator, `d${number}@example.org`, 'alice@example.org')
    },
  },
  'delete-alias-twice': {
    reason: UNRECORDED,
    carryOut(simulator) {
      for (const id of [70, 71]) simulator.removeAlias(id)
    },
  },
  'auth-ip-not-allowed': {
    reason: SETTING,
    carryOut: (simulator) => simulator.configureKey('readWrite', { allowFrom: '192.0.2.0/24, 198.51.100.7' }),
  },
  'auth-skip-ip-check': {
    reason: SETTING,
    carryOut: (simulator) => simulator.configureKey('readWrite', { allowFrom: null }),
  },
  'auth-key-disabled': {
    reason: SETTING,
    carryOut: (simulator) => simulator.configureKey('readWrite', { active: false }),
  },
  'auth-cookie-without-key': {
    reason: SETTING,
    carryOut: (simulator) => simulator.configureKey('readWrite', { active: true }),
  },
  'body-content-type-case': {
    reason: UNRECORDED,
    carryOut: (simulator) => add(simulator, 'ct4@example.org', 'alice@example.org'),
  },
  'sender-acl-set': {
    reason: 'aliases to send as',
    carryOut(simulator) {
      add(simulator, 'acl@example.org', 'alice@example.org')
      simulator.addAlias({ address: 'acl-ok@example.org', goto: 'alice@example.org' })
    },
  },
  'add-alias-limit-overrun': {
    reason: `${LOAD}; parallel adds overran the limit, here renames do`,
    carryOut(simulator) {
      useIdsUpTo(simulator, 54_935)
      simulator.addDomain({ domain: 'racelimit.test', aliasLimit: 3 })
      for (let number = 1; number <= 6; number += 1) {
        const id = add(simulator, `race${number}@example.org`, 'alice@example.org')
        simulator.editAlias(id, { address: `race${number}@racelimit.test` })
      }
    },
  },
  'add-mailbox-x': { reason: UNRECORDED, carryOut: (simulator) => useIdsUpTo(simulator, 54_943) },
  'delete-mailbox-in-gotos': {
    reason: 'aliases with the mailbox among their members',
    carryOut(simulator) {
      add(simulator, 'life1@example.org', 'xavier@example.org')
      add(simulator, 'life2@example.org', 'alice@example.org,xavier@example.org,bob@example.org')
      add(simulator, 'life3@example.org', 'xavier@example.org,alice@example.org')
    },
  },
  'add-alias-inactive-domain': {
    reason: UNRECORDED,
    carryOut: (simulator) => simulator.setDomainActive('second.test', false),
  },
  'add-alias-over-spamalias': {
    reason: 'the server draws the address of a time-limited alias',
    carryOut: (simulator) => simulator.addTimeLimitedAlias('dobe.matege@example.org', 'alice@example.org'),
  },
  'add-alias-goto-quoted-local': {
    reason: UNRECORDED,
    carryOut: (simulator) => useIdsUpTo(simulator, 54_950),
  },
  'edit-alias-of-removed-domain': {
    reason: `${LOAD}; the row's domain was removed in the database, here with its target domain`,
    carryOut(simulator) {
      useIdsUpTo(simulator, 74_678)
      simulator.addDomain({ domain: 'target.test' })
      simulator.addAliasDomain({ aliasDomain: 'removed.test', targetDomain: 'target.test' })
      add(simulator, 'left@removed.test', 'alice@example.org')
      simulator.removeDomain('target.test')
    },
  },
  'edit-mailbox-tags': {
    reason: UNRECORDED,
    carryOut: (simulator) => simulator.setMailboxActive('dave@example.org', 2),
  },
}

/** Outages of the recorded server, by the beginning of the names, and the faults that act them out. */
export const OUTAGES: readonly (readonly [prefix: string, kind: FaultKind])[] = [
  ['down-dockerapi-', 'html-500'],
  ['down-redis-', 'html-500'],
  ['down-mariadb-', 'html-500'],
  ['down-phpfpm-', 'restarting'],
  ['sogo-update-fails-', 'view-error'],
  ['db-lock-timeout-', 'empty-200'],
]

/** Adds an active alias, its other flags off unless given. */
function add(simulator: MailcowSimulator, address: string, goto: string, flag?: number): number {
  const others = { internal: flag ?? 0, senderAllowed: flag ?? 0, sogoVisible: flag ?? 0 }
  return simulator.addAlias({ address, goto, active: flag ?? 1, ...others })
}

function useIdsUpTo(simulator: MailcowSimulator, last: number): void {
  let id = 0
  while (id < last) {
    id = add(simulator, 'used@example.org', 'alice@example.org')
    simulator.removeAlias(id)
  }
}
