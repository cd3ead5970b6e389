import { html } from 'hono/html'

/** A piece of a page. Whatever is put into it is escaped, unless it is such a piece itself. */
export type Html = ReturnType<typeof html>

/** Nothing. */
export const nothing: Html = html``

/** A moment, in UTC; the script turns it into the reader's own time. */
export function moment(at: number | string | Date): Html {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return html`${String(at)}`
  const iso = date.toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`
}

/** A path with a query; what is undefined or empty is left out. */
export function link(
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as const],
  )
  return given.length > 0 ? `${path}?${new URLSearchParams(Object.fromEntries(given))}` : path
}
