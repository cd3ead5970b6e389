/** Why something failed, fit for one line of a log: short, without control characters and without the credentials of a URL. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error)
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.replace(/(\w:\/\/)[^\s/]*@/g, '$1***@').slice(0, 300)
}
