import { UpstreamError } from '@cowherd/upstream'
import type { AliasReader, TargetWriter } from '../ports.ts'
import { isUnanswered } from './look.ts'

/** The way to the target. It closes for good once going on would be useless or harmful: then nothing more is sent. */
export interface Gate {
  readonly target: AliasReader
  readonly writer: TargetWriter
  /** Why nothing more is written; undefined while it is open. */
  closedBy(): UpstreamError | undefined
}

/**
 * Puts a gate before the target. It closes where the target is away or refuses everything, and for writes after so many of them in a
 * row that got no answer.
 */
export function createGate(target: AliasReader, writer: TargetWriter, unansweredMax: number): Gate {
  let away: UpstreamError | undefined
  let hanging: UpstreamError | undefined
  let unanswered = 0

  async function send<T>(request: () => Promise<T>): Promise<T> {
    if (away) throw away
    try {
      return await request()
    } catch (error) {
      if (error instanceof UpstreamError && endsAll(error)) away ??= error
      throw error
    }
  }
  async function write(request: () => Promise<void>): Promise<void> {
    if (hanging) throw hanging
    try {
      await send(request)
      unanswered = 0
    } catch (error) {
      unanswered = isUnanswered(error) ? unanswered + 1 : 0
      if (unanswered > unansweredMax) hanging ??= hangs(unanswered, error)
      throw error
    }
  }

  return {
    target: {
      readAlias: (id) => send(() => target.readAlias(id)),
      findAlias: (address) => send(() => target.findAlias(address)),
    },
    writer: {
      create: (content) => write(() => writer.create(content)),
      update: (id, patch) => write(() => writer.update(id, patch)),
      delete: (id) => write(() => writer.delete(id)),
    },
    closedBy: () => away ?? hanging,
  }
}

/** Whether an error says that no request to the side will do, not only this one. */
export function endsAll({ code, final }: UpstreamError): boolean {
  return final || code === 'unreachable' || code === 'server-error'
}

function hangs(count: number, error: unknown): UpstreamError {
  const message = error instanceof Error ? error.message : ''
  return new UpstreamError(
    'target',
    'unreachable',
    `Mailcow answers reads and left ${count} writes in a row without an answer; no more are sent. ${message}`,
  )
}
