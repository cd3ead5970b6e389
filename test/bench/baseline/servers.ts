import type { Asked } from '../upstream/latency.ts'

/** Both servers, as a script asks them: one request after another, answers believed. */
export interface Servers {
  authentik<Answer>(path: string): Promise<Answer>
  mailcow<Answer>(path: string, body?: unknown): Promise<Answer>
}

/** Takes addresses and secrets from the settings that scripts and Cowherd share. */
export function openServers(env: Readonly<Record<string, string | undefined>>): Servers {
  return {
    authentik: (path) =>
      ask(`${env['AK_BASE']}/api/v3${path}`, { Authorization: `Bearer ${env['AK_TOKEN']}` }, 'GET'),
    mailcow: (path, body) =>
      ask(
        `${env['MAILCOW_API_URL']}/api/v1${path}`,
        { 'X-API-Key': env['MAILCOW_API_KEY'] ?? '', 'Content-Type': 'application/json' },
        body === undefined ? 'GET' : 'POST',
        body === undefined ? undefined : JSON.stringify(body),
      ),
  }
}

async function ask<Answer>(
  url: string,
  headers: Record<string, string>,
  method: Asked['method'],
  body?: string,
): Promise<Answer> {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status}`)
  return (await response.json()) as Answer
}
