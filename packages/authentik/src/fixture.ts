import {
  type AuthentikSimulator,
  type AuthentikSimulatorOptions,
  createAuthentikSimulator,
} from '@cowherd/simulators'
import { UpstreamError } from '@cowherd/upstream'
import type { AuthentikSourceOptions } from './options.ts'
import { createAuthentikSource } from './source.ts'

/** A simulated Authentik for tests, and a source that reads it without long waits. */
export function createFixture(options: AuthentikSimulatorOptions & { groups?: number } = {}) {
  const simulator = createAuthentikSimulator(options)
  const userIds: number[] = []
  const groupIds: string[] = []
  simulator.silently(() => {
    for (let index = 0; index < 6; index += 1) {
      userIds.push(simulator.addUser({ username: `user-${index}`, email: `user-${index}@example.org` }))
    }
    for (let index = 0; index < (options.groups ?? 0); index += 1) {
      const users = userIds.filter((_, user) => (index + user) % 3 === 0)
      groupIds.push(simulator.addGroup({ name: `group-${index}`, users }))
    }
  })
  return { simulator, userIds, groupIds, source: connect(simulator) }
}

/** A source that reads a simulator. */
export function connect(simulator: AuthentikSimulator, options: Partial<AuthentikSourceOptions> = {}) {
  return createAuthentikSource(optionsFor(simulator, options))
}

/** How to read a simulator without long waits. */
export function optionsFor(
  simulator: AuthentikSimulator,
  options: Partial<AuthentikSourceOptions> = {},
): AuthentikSourceOptions {
  return {
    baseUrl: 'https://auth.example.org',
    token: simulator.token,
    fetch: simulator.fetch,
    timeoutMs: 1000,
    patienceMs: 1000,
    pauseMs: 1,
    serviceAccounts: 'exclude',
    random: () => 'no-such-name',
    ...options,
  }
}

/** Changes the JSON bodies of answers before the source sees them; a change that gives undefined leaves the answer. */
export function altering(
  fetch: typeof globalThis.fetch,
  // biome-ignore lint/suspicious/noExplicitAny: the answers are altered in ways that no type allows
  alter: (body: any, url: URL) => unknown,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const body = alter(await response.clone().json(), new URL(String(input)))
    if (body === undefined) return response
    return new Response(JSON.stringify(body), { status: response.status, headers: response.headers })
  }
}

/** The error that a reading ends with. */
export async function failureOf(reading: Promise<unknown>): Promise<UpstreamError> {
  const error = await reading.then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  )
  if (error instanceof UpstreamError) return error
  throw error
}

/** Paths with query that the simulator was asked for. */
export function pathsOf(simulator: AuthentikSimulator): string[] {
  return simulator.requests.map((request) => request.path.replace('/api/v3', ''))
}
