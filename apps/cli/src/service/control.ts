import { chmod, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import type { Settings } from '@cowherd/config'
import type { Queue, RunResult } from '@cowherd/queue'
import type { Memory } from '@cowherd/reconcile'
import * as v from 'valibot'

/** A running service could not do what it was asked; the message is its own. */
class ServiceError extends Error {
  override readonly name = 'ServiceError'
}

/** What a running service is asked for. */
export interface RunWish {
  readonly nightly: boolean
  /** Digest of held changes that a person lets through. */
  readonly approve?: string | undefined
}

const wishSchema = v.object({ nightly: v.boolean(), approve: v.exactOptional(v.string()) })
/** A run may take so long, in milliseconds. */
const runMs = 1_800_000

/** Where the service of an installation is spoken to, by whoever may read its data folder. */
export function controlPath({ dataDir, owner }: Pick<Settings, 'dataDir' | 'owner'>): string {
  return join(dataDir, owner, 'control.sock')
}

/** Asks the queue for a run over everything and waits for its result. */
export async function requestRun(queue: Queue, memory: Memory, wish: RunWish): Promise<RunResult> {
  if (wish.approve !== undefined) await memory.setApproval(wish.approve)
  const sweep = await queue.requestSweep('operator', { nightly: wish.nightly })
  return sweep.waitResult(runMs)
}

/** What else a service answers, by path; each gets the parsed body. */
export type ControlAnswers = Readonly<Record<string, (body: unknown) => Promise<unknown>>>

const runsPath = '/runs'

/** Lets commands on the same machine ask the service for a run. Throws where the socket cannot be made. */
export async function listenForControl(
  path: string,
  run: (wish: RunWish) => Promise<RunResult>,
  answers: ControlAnswers = {},
): Promise<{ close(): Promise<void> }> {
  const all: ControlAnswers = { ...answers, [runsPath]: (body) => run(toWish(v.parse(wishSchema, body))) }
  // Left by a process that was killed; the queue's folder lock has shown that no other one is alive.
  await rm(path, { force: true })
  const server = createServer((incoming, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    }
    readBody(incoming)
      .then((text) => {
        const make = all[incoming.url ?? '']
        if (!make) throw new Error('the service does not know this')
        return make(JSON.parse(text))
      })
      .then(
        (result) => answer(200, result),
        (error: unknown) => answer(500, { error: error instanceof Error ? error.message : String(error) }),
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  await chmod(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * Asks the service behind a socket for a run.
 *
 * @returns its result, or undefined where no service listens
 * @throws ServiceError where the run failed; Error where it is cut off
 */
export async function askForRun(path: string, wish: RunWish): Promise<RunResult | undefined> {
  const answer = await askService(path, runsPath, wish)
  return answer?.body as RunResult | undefined
}

/**
 * Asks the service behind a socket for something.
 *
 * @returns its answer, or undefined where no service listens
 * @throws ServiceError where it could not; Error where it is cut off
 */
export function askService(
  path: string,
  what: string,
  body: object,
): Promise<{ readonly body: unknown } | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: path, method: 'POST', path: what }, (response) => {
      readBody(response).then((text) => {
        if (response.statusCode === 200) resolve({ body: JSON.parse(text) as unknown })
        else reject(new ServiceError(wordsOf(text)))
      }, reject)
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    })
    outgoing.end(JSON.stringify(body))
  })
}

const failureSchema = v.pipe(v.string(), v.parseJson(), v.object({ error: v.string() }))

function wordsOf(text: string): string {
  const parsed = v.safeParse(failureSchema, text)
  return parsed.success ? parsed.output.error : text
}

function toWish({ nightly, approve }: v.InferOutput<typeof wishSchema>): RunWish {
  return approve === undefined ? { nightly } : { nightly, approve }
}

async function readBody(stream: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}
