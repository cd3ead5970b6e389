import type { Sides } from '../run/context.ts'
import type { PhaseClock } from './clock.ts'

/** The same sides, whose requests a clock counts for the phases of a run. */
export function withPhases(sides: Sides, { during }: Pick<PhaseClock, 'during'>): Sides {
  const timed = <Port extends object>(phase: Parameters<typeof during>[0], port: Port): Port =>
    withEach(port, (request) => during(phase, request))
  return {
    ...sides,
    source: timed('read', sides.source),
    // Single aliases are looked at by this way around a write alone.
    target: { ...timed('verify', sides.target), readState: timed('read', sides.target).readState },
    writer: timed('apply', sides.writer),
    pieces: { source: timed('read', sides.pieces.source), target: timed('read', sides.pieces.target) },
  }
}

/** A port each of whose requests is made by way of `around`. */
function withEach<Port extends object>(
  port: Port,
  around: (request: () => Promise<unknown>) => Promise<unknown>,
): Port {
  const requests = port as Readonly<Record<string, unknown>>
  const entries = Object.keys(port).map((name) => [
    name,
    (...args: unknown[]) => {
      const request = requests[name]
      if (typeof request !== 'function') throw new TypeError(`${name} is no request`)
      return around(() => request(...args))
    },
  ])
  return Object.fromEntries(entries) as Port
}
