import {
  createDirectory,
  type Group,
  personalGroup,
  personalGroupId,
  type User,
  userOfPersonalGroup,
} from '@cowherd/directory'
import type { Alias, AliasDomain, Domain, PlanSettings } from '@cowherd/plan'
import { createGraph } from '../graph/graph.ts'
import type { Graph } from '../graph/model.ts'
import { rememberResults } from '../graph/remember-results.ts'
import { rememberWhole } from '../graph/remember-whole.ts'
import { createVolatileValues, type Values } from '../graph/values.ts'
import { createVolatileMemory } from '../memory/memory.ts'
import type { PartRequest } from '../part/scope.ts'
import type { SourcePieces, TargetPieces } from '../ports.ts'
import { type PartReport, type PartRunContext, partRun } from '../run/part-run.ts'
import { type Report, type SyncContext, syncRun } from '../run/run.ts'
import { groupId } from './aliases.ts'
import { settingsOf } from './people.ts'
import { noon } from './run.ts'
import { createFakeServer, type FakeServer, type ServerOptions } from './server.ts'

/** Both servers, by piece, and a memory of the last reading between them. What is on the servers may be changed between runs. */
export interface Site {
  groups: readonly Group[]
  readonly users: Map<number, User>
  /** Address to whether mail is accepted. */
  readonly mailboxes: Map<string, boolean>
  readonly server: FakeServer
  readonly values: Values
  readonly graph: Graph
  readonly context: PartRunContext
  readonly sides: SyncContext & Pick<PartRunContext, 'pieces'>
  /** What was asked of both servers, such as `group 1`, `directory`, `user 7`, `mailbox u7@example.org`, `find a@example.org`. */
  readonly asked: string[]
  /** A whole run, remembered; forgets what was asked. */
  whole(): Promise<Report>
  /** A run over groups by number, negative where the deletion was reported, and users. */
  part(groups: readonly number[], users?: readonly number[]): Promise<PartReport>
}

/** What is there at first. */
export interface SiteFacts {
  readonly groups: readonly Group[]
  readonly aliases?: readonly Alias[]
  /** Addresses of mailboxes; where left out the domain passes mail on, and nobody needs one. */
  readonly mailboxes?: readonly string[]
  readonly domains?: readonly Domain[]
  readonly aliasDomains?: readonly AliasDomain[]
  readonly settings?: Partial<PlanSettings>
  readonly server?: ServerOptions
  readonly values?: Values
  readonly context?: Partial<PartRunContext>
}

/** A user with the address `u<id>@example.org`. */
export function userOf(id: number, facts: Partial<User> = {}): User {
  const names = { username: `u${id}`, name: `User ${id}`, email: `u${id}@example.org` }
  return { id, ...names, active: true, serviceAccount: false, ...facts }
}

/** Makes a site; nothing is remembered yet. */
export function createSite(facts: SiteFacts): Site {
  const asked: string[] = []
  const users = new Map<number, User>()
  const mailboxes = new Map((facts.mailboxes ?? []).map((address) => [address, true]))
  const relay = facts.mailboxes === undefined
  const domains = facts.domains ?? [{ name: 'example.org', active: true, relay, aliasesLeft: 1000 }]
  const aliasDomains = facts.aliasDomains ?? []
  const server = createFakeServer(facts.aliases ?? [], {
    ...facts.server,
    onLook: (call, nth) => {
      asked.push(`${call.kind} ${call.of}`)
      facts.server?.onLook?.(call, nth)
    },
  })
  const values = facts.values ?? createVolatileValues()
  const graph = createGraph(values)
  const userNamed = (id: number) => users.get(id) ?? userOf(id)
  const stateNow = () => [...mailboxes].map(([address, receives]) => ({ address, receives }))

  const everybody = () => new Set([...users.keys(), ...site.groups.flatMap(({ members }) => members)])
  const settings = settingsOf(facts.settings)
  const isPersonal = settings.rules.users.length > 0
  const allGroups = () => [
    ...site.groups,
    ...(isPersonal ? [...everybody()].map(userNamed).map(personalGroup) : []),
  ]
  const readDirectory = async () => {
    asked.push('directory')
    const directory = createDirectory(allGroups(), [...everybody()].map(userNamed))
    return { directory, serverTime: undefined }
  }
  const source: SourcePieces = {
    readDirectory,
    async readGroups(ids) {
      asked.push(...ids.map((id) => `group ${userOfPersonalGroup(id) ? id : Number(id.slice(-12))}`))
      const found = allGroups().filter(({ id }) => ids.includes(id))
      const members = new Set(found.flatMap((group) => group.members))
      const missing = new Set(ids.filter((id) => !found.some((group) => group.id === id)))
      return { groups: found, users: [...members].map(userNamed), missing }
    },
    async groupsOfUser(id) {
      asked.push(`user ${id}`)
      const groups = site.groups.filter(({ members }) => members.includes(id)).map((group) => group.id)
      if (!users.has(id) && groups.length === 0) return undefined
      return isPersonal ? [...groups, personalGroupId(id)] : groups
    },
  }
  const target: TargetPieces = {
    readAlias: server.readAlias,
    findAlias: server.findAlias,
    async readDomains() {
      asked.push('domains')
      return { domains, aliasDomains }
    },
    async readMailbox(address) {
      asked.push(`mailbox ${address}`)
      const receives = mailboxes.get(address)
      return receives === undefined ? undefined : { address, receives }
    },
  }
  const memory = createVolatileMemory()
  const writing = { writer: server, settings, memory, now: () => noon, concurrency: 2, sleep: async () => {} }
  const context: PartRunContext = {
    ...{ ...writing, pieces: { source, target }, target: server, graph },
    ...facts.context,
  }
  const sides: Site['sides'] = {
    ...context,
    source: {
      readDirectory,
      missingGroups: async (ids) =>
        new Set(ids.filter((id) => !allGroups().some((group) => group.id === id))),
    },
    target: {
      ...server,
      async readState() {
        asked.push('state')
        const state = { aliases: [...server.aliases.values()], domains, aliasDomains }
        return {
          state: { ...state, mailboxes: stateNow(), absentFlags: [] },
          serverTime: undefined,
        }
      },
    },
  }
  let versions = 0

  const site: Site = {
    groups: facts.groups,
    ...{ users, mailboxes, server, values, graph, context, sides, asked },
    async whole() {
      const report = await syncRun(sides)
      await rememberWhole(graph, `reading-${++versions}`, report.reading, settings)
      await rememberResults(graph, report.results, settings)
      asked.length = 0
      return report
    },
    part: (groups, ids = []) => partRun(requestFor(groups, ids), context),
  }
  return site
}

/** Groups by number, negative where the deletion was reported, and users. */
export function requestFor(groups: readonly number[], users: readonly number[] = []): PartRequest {
  return {
    groups: new Map(groups.map((n) => [groupId(Math.abs(n)), n < 0])),
    users: new Set(users),
  }
}

/** The delivering aliases of a site, such as `a@example.org: u1 u2`. */
export function listsOf({ server }: Site): string[] {
  return [...server.aliases.values()]
    .filter(({ flags }) => flags.active)
    .map(
      ({ address, goto }) =>
        `${address}: ${goto.map((member) => member.replace('@example.org', '')).join(' ')}`,
    )
    .sort()
}
