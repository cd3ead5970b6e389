/** A message without what differs from run to run. */
export function withoutParticulars(message: string): string {
  return message
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replace(/[\w.-]+@example\.org/g, '<address>')
    .replace(/\balias \d+/g, 'alias <id>')
    .replace(/\/get\/alias\/(?!all)\S+/g, '/get/alias/<alias>')
    .replace(/Tried \d+ times in [\d.]+ s/, 'Tried <n> times in <n> s')
}

const advice =
  /\b(check|look|set|give|take|let|create|run again|next run|try again|add|use|go(es)? on|correct|waits for|reach|is not attempted)\b/i

/** Whether a message names the server and says what to do. */
export function isHelpful(message: string): boolean {
  return /Authentik|Mailcow|alias|waits for the change of/.test(message) && advice.test(message)
}
