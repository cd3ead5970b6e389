import { maskSecrets } from './mask.ts'

/** Text of a server made fit for one line of a message: no secrets, no control characters, at most 200 characters. */
export function readable(text: string, secrets: readonly string[] = []): string {
  // Before it is cut: half a secret would not be known again.
  const line = maskSecrets(text, secrets)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line
}
