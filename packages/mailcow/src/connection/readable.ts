/** Text of the server made fit for one line of a message: no control characters, at most 200 characters. */
export function readable(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 199).toWellFormed()}…` : line
}
