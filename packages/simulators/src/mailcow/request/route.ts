/** What a path asks for: `/api/v1/<action>/<category>/<object>/<extra>`. */
export interface Route {
  readonly action: string
  readonly category: string | undefined
  readonly object: string | undefined
  readonly extra: string | undefined
}

/**
 * Reads a path as the server does: decoded once, double slashes merged, cut at an `&`, decoded again.
 * Undefined outside of the API.
 */
export function readRoute(pathname: string): Route | undefined {
  const path = decode(pathname).replace(/\/{2,}/g, '/')
  const query = /^\/api\/v1\/(.*)$/.exec(path)?.[1]
  if (query === undefined) return undefined
  const first = query.split('&')[0] ?? ''
  const [action = '', category, object, extra] = decode(first.replaceAll('+', ' ')).split('/')
  return { action, category, object, extra }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
