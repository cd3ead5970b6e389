import {
  type Console,
  type ConsoleData,
  type ConsoleModel,
  type ConsoleOptions,
  createConsole,
  type History,
} from '@cowherd/console'
import { tokens } from './site.ts'
import { cookiesOf, csrfIn } from './visit.ts'

const url = 'http://127.0.0.1:8081'

/** A console over a model, with requests that touch no network. */
export interface ConsoleBench {
  /** Asks for a page; gives its size in octets and how long it took. */
  get(path: string): Promise<{
    readonly status: number
    readonly octets: number
    readonly milliseconds: number
    readonly text: string
  }>
}

/** A console over a model, or over none, with nothing behind it. */
export function idleConsole(
  model: ConsoleModel | undefined,
  options: Partial<ConsoleOptions> = {},
  history: History = undefined,
): Console {
  const run = { id: '1', outcome: 'done', startedAt: 0, finishedAt: 1, taken: 0, scopes: [] } as const
  const data: ConsoleData = {
    model: () => model,
    look: () => ({ running: false, problem: undefined, stale: false }),
    attend: () => {},
    requestLook: () => false,
    standing: async () => ({
      queue: { inbox: 0, oldestMs: null, running: false, timers: 0, runsDone: 0, runsFailed: 0 },
      workers: 1,
      runs: Array.from({ length: 100 }, (_, index) => ({ ...run, id: String(index) })),
      ...{ pause: undefined, health: [], problem: undefined },
    }),
    settings: () => [],
    checks: async () => [],
    verdicts: async () => ({ refused: new Map(), ignored: new Map() }),
    history: async () => history,
    noteShown: async () => {},
    subscribe: () => () => {},
  }
  const never = async () => ({ ok: false, text: '' })
  return createConsole({
    data,
    actions: {
      approve: never,
      refuse: never,
      previewAdoption: never,
      adopt: never,
      ignore: never,
      pause: never,
      resume: never,
    },
    tokens: { operator: [tokens.operator], viewer: [] },
    ...{ oidc: undefined, publicUrl: undefined, key: new Uint8Array(32), version: '0.0.0' },
    randomId: () => 'id',
    nowMs: Date.now,
    log: () => {},
    ...options,
  })
}

/** Makes the bench, with somebody logged in. */
export async function openBench(model: ConsoleModel, history: History = undefined): Promise<ConsoleBench> {
  const app = idleConsole(model, {}, history)
  const ask = (path: string, init: RequestInit = {}) => app.fetch(new Request(url + path, init), {})
  const login = await ask('/login')
  const answer = await ask('/login', {
    method: 'POST',
    headers: { Origin: url, Cookie: cookiesOf(login) },
    body: new URLSearchParams({ csrf: csrfIn(await login.text()), name: 'Anna', token: tokens.operator }),
  })
  const Cookie = cookiesOf(answer)
  return {
    async get(path) {
      const begun = performance.now()
      const page = await ask(path, { headers: { Cookie } })
      const text = await page.text()
      return {
        status: page.status,
        octets: Buffer.byteLength(text),
        milliseconds: performance.now() - begun,
        text,
      }
    },
  }
}
