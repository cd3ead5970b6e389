import type { Alias, TargetState } from '@cowherd/plan'
import { UpstreamError, type UpstreamErrorCode } from '@cowherd/upstream'
import type { AliasContent, Target, TargetWriter } from '../ports.ts'

/** What goes wrong with one write. */
export type Trouble =
  /** refused, with a reason; not written */
  | 'rejected'
  /** no answer; not written */
  | 'lost'
  /** no answer; written all the same */
  | 'unheard'
  /** no answer; written once the alias was looked at twice more */
  | 'late'
  /** an empty answer of status 200; not written */
  | 'empty'
  /** reported as done; not written */
  | 'false-success'
  /** reported as done; written without the last member */
  | 'partly'
  /** thrown; not written */
  | Error

/** One request: `read` and `find` look, the others write. */
export interface Call {
  readonly kind: 'read' | 'find' | 'create' | 'update' | 'delete'
  /** Alias id, or the address where there is no id yet. */
  readonly of: number | string
}

/** What a test decides about the server. */
export interface ServerOptions {
  /** Asked at each write. */
  readonly onWrite?: (call: Call, nth: number) => Trouble | undefined
  /** Called at each look at one alias, before it is answered; may throw, and change what is there. */
  readonly onLook?: (call: Call, nth: number) => void
  readonly state?: Partial<TargetState>
  readonly serverTime?: Date
}

/** A mail server in memory, reading and writing, that records what is asked of it. */
export interface FakeServer extends Target, TargetWriter {
  readonly aliases: Map<number, Alias>
  /** Such as `update 1`. */
  readonly calls: readonly string[]
  /** The most writes that were under way at one moment, over all and for one alias. */
  readonly mostAtOnce: { all: number; one: number }
}

/** Whatever the calls are, these troubles one after the other. */
export function inTurn(...troubles: readonly (Trouble | undefined)[]): NonNullable<ServerOptions['onWrite']> {
  return (_, nth) => troubles[nth]
}

/** The writes among what was asked of a server. */
export function writesOf({ calls }: FakeServer): string[] {
  return calls.filter((call) => !/^(read|find) /.test(call))
}

/** An error of the target. */
export function targetError(code: UpstreamErrorCode, status?: number): UpstreamError {
  return new UpstreamError('target', code, `Mailcow says ${code}.`, { status })
}

/** Makes a server with some aliases. */
export function createFakeServer(aliases: readonly Alias[], options: ServerOptions = {}): FakeServer {
  const stored = new Map(aliases.map((alias) => [alias.id, alias]))
  const calls: string[] = []
  const mostAtOnce = { all: 0, one: 0 }
  const underWay: Call['of'][] = []
  let late: { looks: number; write: () => void } | undefined
  let [looks, writes] = [0, 0]

  async function look(call: Call, answer: () => Alias | undefined): Promise<Alias | undefined> {
    calls.push(`${call.kind} ${call.of}`)
    options.onLook?.(call, looks++)
    if (late && ++late.looks > 2) {
      late.write()
      late = undefined
    }
    return answer()
  }

  async function write(call: Call, store: (partly: boolean) => void): Promise<void> {
    calls.push(`${call.kind} ${call.of}`)
    underWay.push(call.of)
    mostAtOnce.all = Math.max(mostAtOnce.all, underWay.length)
    mostAtOnce.one = Math.max(mostAtOnce.one, underWay.filter((of) => of === call.of).length)
    const trouble = options.onWrite?.(call, writes++)
    await new Promise((resolve) => setImmediate(resolve))
    underWay.splice(underWay.indexOf(call.of), 1)
    if (trouble === 'late') late = { looks: 0, write: () => store(false) }
    if (trouble === undefined || trouble === 'unheard' || trouble === 'partly') store(trouble === 'partly')
    const error = errorOf(trouble)
    if (error) throw error
  }

  return {
    aliases: stored,
    calls,
    mostAtOnce,
    readState: async () => ({
      state: {
        aliases: [...stored.values()],
        domains: [{ name: 'example.org', active: true, relay: true, aliasesLeft: 1000 }],
        aliasDomains: [],
        mailboxes: [],
        absentFlags: [],
        ...options.state,
      },
      serverTime: options.serverTime,
    }),
    readAlias: (id) => look({ kind: 'read', of: id }, () => stored.get(id)),
    findAlias: (address) =>
      look({ kind: 'find', of: address }, () =>
        [...stored.values()].find((alias) => alias.address === address),
      ),
    create: (content) =>
      write({ kind: 'create', of: content.address }, (partly) => {
        const id = Math.max(0, ...stored.keys()) + 1
        stored.set(id, { id, modified: '', ...shortened(content, partly) })
      }),
    update: (id, patch) =>
      write({ kind: 'update', of: id }, (partly) => {
        const alias = stored.get(id)
        if (alias) stored.set(id, { ...alias, ...shortened(patch, partly) })
      }),
    delete: (id) => write({ kind: 'delete', of: id }, () => stored.delete(id)),
  }
}

function shortened<Content extends Partial<AliasContent>>(content: Content, partly: boolean): Content {
  return partly && content.goto ? { ...content, goto: content.goto.slice(0, -1) } : content
}

function errorOf(trouble: Trouble | undefined): Error | undefined {
  if (trouble instanceof Error) return trouble
  if (trouble === 'rejected') return targetError('rejected', 200)
  if (trouble === 'empty') return targetError('outcome-unknown', 200)
  const unheard = trouble === 'lost' || trouble === 'unheard' || trouble === 'late'
  return unheard ? targetError('outcome-unknown') : undefined
}
