import { createAuthentikSource } from '@cowherd/authentik'
import { createMailcowTarget } from '@cowherd/mailcow'
import { noLimits } from '@cowherd/plan/testkit'
import { createVolatileMemory, planRun } from '@cowherd/reconcile'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import type { Office } from '../../service/harness/office.ts'
import { defaultSettings } from '../../whole/harness/settings.ts'
import type { Exchanges } from '../upstream/exchange.ts'
import { withLatency } from '../upstream/front.ts'
import type { Shape } from './shape.ts'

/** An office whose servers take their time, and what it was made from. */
export interface Company extends Office {
  readonly shape: Shape
  readonly exchanges: Exchanges
  /** From now on answers come at once. */
  hurry(): void
}

/** How a company is made. */
export interface CompanyOptions {
  readonly shape: Shape
  readonly owner: string
  /** What latencies are multiplied by. */
  readonly scale: number
}

/** Makes a company whose every group has its alias already; nothing listens yet. */
export async function createCompany({ shape, owner, scale }: CompanyOptions): Promise<Company> {
  const exchanges: Exchanges = { all: [], onExchange: new Set() }
  const bare = {
    authentik: createAuthentikSimulator({ version: '2026.8' }),
    mailcow: createMailcowSimulator(),
  }
  const settings = { ...defaultSettings, owner, thresholds: noLimits }
  const { users, groups } = fill(bare, shape, settings.domain)
  await settle(bare, settings)
  let factor = scale
  const stock = () => ({ groups: groups.length, mailboxes: users.length, aliases: groups.length })
  const front = { exchanges, stock, scale: () => factor }
  const authentik = withLatency(bare.authentik, { side: 'source', ...front })
  const mailcow = withLatency(bare.mailcow, { side: 'target', ...front })
  return {
    ...{ shape, exchanges, authentik, mailcow, settings, groups, users },
    hurry() {
      factor = 0
    },
    membersOf(index) {
      const address = `${shape.groups[index]?.name}@${settings.domain}`
      const alias = mailcow.aliases().find((one) => one.address === address)
      return new Set(alias?.goto.split(','))
    },
  }
}

type Bare = Pick<Office, 'authentik' | 'mailcow'>

function fill({ authentik, mailcow }: Bare, shape: Shape, domain: string) {
  mailcow.addDomain({ domain })
  return authentik.silently(() => {
    // Those that every Authentik has: one is no list for Cowherd and one for scripts.
    for (const { id } of authentik.groups()) authentik.deleteGroup(id)
    const users = Array.from({ length: shape.people }, (_, index) => {
      const email = `person.${index}@${domain}`
      mailcow.addMailbox({ address: email })
      return { pk: authentik.addUser({ username: `user-${index}`, email }), email }
    })
    const groups: string[] = []
    for (const { name, parents, members } of shape.groups) {
      groups.push(
        authentik.addGroup({
          name,
          parents: parents.flatMap((one) => groups[one] ?? []),
          users: members.flatMap((one) => users[one]?.pk ?? []),
        }),
      )
    }
    return { users, groups }
  })
}

/** Gives every group the alias that a first sync would, without asking over the network. */
async function settle({ authentik, mailcow }: Bare, settings: Office['settings']): Promise<void> {
  const limits = { timeoutMs: 600_000, patienceMs: 600_000 }
  const { plan } = await planRun({
    source: createAuthentikSource({
      ...limits,
      baseUrl: 'http://authentik.test',
      token: authentik.token,
      fetch: authentik.fetch,
      serviceAccounts: 'exclude',
      random: () => crypto.randomUUID(),
    }),
    target: createMailcowTarget({
      ...limits,
      baseUrl: 'http://mailcow.test',
      key: mailcow.keys.readWrite,
      fetch: mailcow.fetch,
    }),
    memory: createVolatileMemory(),
    now: () => new Date(),
    settings,
  })
  for (const { after } of plan.changes) {
    if (!after) continue
    const { members, ...content } = after
    mailcow.addAlias({ ...content, ...content.flags, goto: members })
  }
  // What this reading left behind would count as the first run's.
  authentik.requests.length = 0
  mailcow.requests.length = 0
}
