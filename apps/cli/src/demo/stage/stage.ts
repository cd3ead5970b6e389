import { planRun, type Report, type SyncContext, syncRun } from '@cowherd/reconcile'
import type { AliasRow } from '@cowherd/simulators'
import type { Company } from '../company/model.ts'
import { demoOwner } from '../servers/environment.ts'
import type { Servers } from '../servers/servers.ts'

/** One sync, with what it cost. */
export interface PlayedSync {
  readonly report: Report
  /** Which of several it was. */
  readonly label: string
  /** Requests that could change something, on either server. */
  readonly writeRequests: number
}

/** What the scenes are played on: two servers, and Cowherd beside them. */
export interface Stage extends Omit<Servers, 'close'> {
  readonly company: Company
  readonly context: SyncContext
  /** The syncs since the last call of this function, oldest first. */
  takeSyncs(): readonly PlayedSync[]
  /** A whole run over HTTP, as `cowherd sync` makes it. */
  sync(label?: string): Promise<PlayedSync>
  /** A reading of both servers and its plan, as `cowherd plan` makes it. */
  plan(): Promise<Report['plan']>
}

/** Makes a stage of two running servers. */
export function createStage(company: Company, servers: Servers, context: SyncContext): Stage {
  const { close: _, ...rest } = servers
  let syncs: PlayedSync[] = []
  return {
    ...rest,
    company,
    context,
    takeSyncs() {
      const taken = syncs
      syncs = []
      return taken
    },
    async sync(label = 'sync') {
      const before = countWrites(servers)
      const report = await syncRun(context)
      const played = { label, report, writeRequests: countWrites(servers) - before }
      syncs.push(played)
      return played
    },
    plan: async () => (await planRun(context)).plan,
  }
}

/** Requests so far that could change something. */
function countWrites({ authentik, mailcow }: Pick<Servers, 'authentik' | 'mailcow'>): number {
  return [...authentik.requests, ...mailcow.requests].filter(({ method }) => method !== 'GET').length
}

/** Addresses that Mailcow has a mailbox for, as its API tells them. */
export async function readMailboxes({ context }: Pick<Stage, 'context'>): Promise<ReadonlySet<string>> {
  const { state } = await context.target.readState()
  return new Set(state.mailboxes.map(({ address }) => address))
}

/** The alias with an address, as Mailcow's table has it. */
export function aliasAt({ mailcow }: Pick<Servers, 'mailcow'>, address: string): AliasRow | undefined {
  return mailcow.aliases().find((row) => row.address === address)
}

/** Aliases in Mailcow's table that carry the demo's marker, with the id of their group. */
export function markedAliases({ mailcow }: Pick<Servers, 'mailcow'>): { row: AliasRow; group: string }[] {
  const marker = new RegExp(`\\bcowherd owner=${demoOwner} group=(\\S+)`)
  return mailcow.aliases().flatMap((row) => {
    const group = marker.exec(row.privateComment ?? '')?.[1]
    return group === undefined ? [] : [{ row, group }]
  })
}

/** The part of an address before its domain. */
export function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'))
}

/** Addresses of the active aliases with the demo's marker that deliver to somebody, sorted. */
export function listsOf(stage: Pick<Servers, 'mailcow'>, member: string): string[] {
  return markedAliases(stage)
    .filter(({ row }) => row.active === 1 && row.goto.split(',').includes(member))
    .map(({ row }) => row.address)
    .sort()
}
