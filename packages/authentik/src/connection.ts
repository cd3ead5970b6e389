import {
  type Answer,
  createUpstream,
  parseAnswer,
  type Query,
  type Upstream,
  type UpstreamError,
} from '@cowherd/upstream'
import type * as v from 'valibot'
import { apiRoot } from './api-root.ts'
import { type AuthentikSourceOptions, baseUrlSetting } from './options.ts'
import { explainRefusal, type Permission } from './refusal.ts'

/** What to read. */
interface ReadRequest<Schema extends v.GenericSchema> {
  /** Name of what is read, for messages. */
  readonly what: string
  readonly path: string
  readonly query: Query
  readonly schema: Schema
  readonly permission: Permission
  readonly signal?: AbortSignal
}

/** A value with the time at which the server gave it. */
interface Dated<Value> {
  readonly value: Value
  readonly date: Date | undefined
}

/** Reads from one Authentik. */
export interface Connection {
  /** Any answer below 500, for the caller to judge. Throws UpstreamError. */
  get: Upstream['get']
  /** The value of an answer with status 200. Throws UpstreamError, also for any other status. */
  read<Schema extends v.GenericSchema>(request: ReadRequest<Schema>): Promise<Dated<v.InferOutput<Schema>>>
  /** What an answer other than 200 means, without the token should the answer repeat it. */
  explain(answer: Answer, what: string, permission: Permission): UpstreamError
}

/** Makes a connection that sends the token with every request. */
export function createConnection(options: AuthentikSourceOptions): Connection {
  const { token, timeoutMs, patienceMs, pauseMs, fetch, onRequest } = options
  const upstream = createUpstream({
    side: 'source',
    name: 'Authentik',
    baseUrl: apiRoot(options.baseUrl),
    baseUrlSetting,
    // Authentik translates the texts of its refusals.
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Accept-Language': 'en' },
    secrets: [token],
    timeoutMs,
    patienceMs,
    pauseMs,
    fetch,
    onRequest,
  })

  const explain: Connection['explain'] = (answer, what, permission) => {
    const isForRules = permission === 'view_user' && options.personalGroups
    return explainRefusal(answer, what, isForRules ? 'view_user for rules' : permission, [token])
  }

  return {
    get: upstream.get,
    explain,
    async read({ what, path, query, schema, permission, signal }) {
      const answer = await upstream.get(path, query, signal)
      if (answer.status !== 200) throw explain(answer, what, permission)
      return { value: parseAnswer('source', what, answer, schema), date: answer.date }
    },
  }
}
