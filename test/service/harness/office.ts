import { formatMarker, type PlanSettings } from '@cowherd/plan'
import {
  type AuthentikSimulator,
  createAuthentikSimulator,
  createMailcowSimulator,
  type MailcowSimulator,
} from '@cowherd/simulators'
import { defaultSettings } from '../../whole/harness/settings.ts'

/** A plain company: groups of equal size, people with a mailbox each, nothing odd. */
export interface Office {
  readonly authentik: AuthentikSimulator
  readonly mailcow: MailcowSimulator
  readonly settings: PlanSettings
  /** Group `index` has the alias `group-<index>@example.org`. */
  readonly groups: readonly string[]
  readonly users: readonly { readonly pk: number; readonly email: string }[]
  /** Addresses in the list of a group, as Mailcow has them. */
  membersOf(index: number): ReadonlySet<string>
}

export interface OfficeOptions {
  readonly groups: number
  readonly membersPerGroup?: number
  /** Time that each answer of both servers takes, in milliseconds. */
  readonly delayMs?: number
  /** Whether each group has its alias already; default true. */
  readonly settled?: boolean
  readonly settings?: Partial<PlanSettings>
}

const usersPerGroup = 2

/** Makes an office; nothing listens yet. */
export function createOffice(options: OfficeOptions): Office {
  const { membersPerGroup = 10, delayMs = 0, settled = true } = options
  const delay = { delayMs: () => delayMs }
  const authentik = createAuthentikSimulator({ version: '2026.8', ...delay })
  const mailcow = createMailcowSimulator(delay)
  const settings: PlanSettings = { ...defaultSettings, owner: 'office', ...options.settings }
  mailcow.addDomain({ domain: settings.domain })
  const users = Array.from({ length: Math.max(40, options.groups * usersPerGroup) }, (_, index) => {
    const email = `person.${index}@example.org`
    mailcow.addMailbox({ address: email })
    return { pk: authentik.addUser({ username: `user-${index}`, email }), email }
  })
  const groups = Array.from({ length: options.groups }, (_, index) => {
    const members = Array.from(
      { length: membersPerGroup },
      (_, member) => users[(index * 7 + member * 13) % users.length],
    ).filter((user) => user !== undefined)
    const id = authentik.addGroup({ name: `group ${index}`, users: members.map(({ pk }) => pk) })
    if (!settled) return id
    mailcow.addAlias({
      address: `group-${index}@example.org`,
      goto: members.map(({ email }) => email).sort(),
      privateComment: formatMarker({ owner: settings.owner, group: id }),
      senderAllowed: false,
    })
    return id
  })
  return {
    ...{ authentik, mailcow, settings, groups, users },
    membersOf(index) {
      const alias = mailcow.aliases().find(({ address }) => address === `group-${index}@example.org`)
      return new Set(alias?.goto.split(','))
    },
  }
}
