/** The root of the API for an address as people write it. */
export function apiRoot(baseUrl: string): string {
  return `${baseUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api\/v3$/, '')
    .replace(/\/+$/, '')}/api/v3`
}
