import type { MailcowOptions } from './connection/connection.ts'

/** A request as a fake server got it. */
interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: unknown
}

/**
 * A stand-in for a Mailcow server in tests: answers by path below `/api/v1`, JSON by itself. A list answers call after call, its last
 * entry for good; an unknown path is 404.
 */
export function createFakeServer(routes: Readonly<Record<string, unknown>>) {
  const requests: SentRequest[] = []
  const counts = new Map<string, number>()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    const path = new URL(request.url).pathname.replace(/^.*?\/api\/v1/, '')
    const { method, url, headers } = request
    requests.push({ method, url, headers, body: text === '' ? undefined : JSON.parse(text) })
    const count = counts.get(path) ?? 0
    counts.set(path, count + 1)
    const route = routes[path]
    if (route instanceof Sequence) return toResponse(route.answers[Math.min(count, route.answers.length - 1)])
    return path in routes ? toResponse(route) : toResponse(sentence(404, 'error', 'route not found'))
  }
  return { fetch, requests, options: optionsFor(fetch) }
}

/** Options for a fake or simulated server, without waiting. */
export function optionsFor(fetch: typeof globalThis.fetch): MailcowOptions {
  return {
    baseUrl: 'https://mail.example.org',
    key: 'F00D-CAFE-4711',
    fetch,
    timeoutMs: 1000,
    patienceMs: 200,
    pauseMs: 1,
  }
}

/** Answers for one path, call after call. */
export function sequence(...answers: unknown[]): Sequence {
  return new Sequence(answers)
}

class Sequence {
  readonly answers: readonly unknown[]
  constructor(answers: readonly unknown[]) {
    this.answers = answers
  }
}

/** An answer of any status and body. */
export function raw(status: number, body: string, contentType = 'application/json'): () => Response {
  return () =>
    new Response(body, {
      status,
      headers: { 'Content-Type': contentType, 'Set-Cookie': 'MCSESSID=s3cr3t; path=/; HttpOnly' },
    })
}

/** A `{type, msg}` answer; those of status 401 are labelled as HTML, as Mailcow does. */
export function sentence(status: number, type: string, msg: string): () => Response {
  return raw(
    status,
    JSON.stringify({ type, msg }),
    status === 401 ? 'text/html; charset=utf-8' : 'application/json',
  )
}

function toResponse(answer: unknown): Response {
  return typeof answer === 'function' ? answer() : raw(200, JSON.stringify(answer, null, 4))()
}
