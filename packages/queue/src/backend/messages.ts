import type { OnMessage } from './backend.ts'

const quietMs = 60_000

/** Passes each text on at most once a minute, so that an outage does not fill the log. */
export function createMessages(onMessage: OnMessage, now: () => number): OnMessage {
  const said = new Map<string, number>()
  return (level, text) => {
    const at = now()
    if (at - (said.get(text) ?? Number.NEGATIVE_INFINITY) < quietMs) return
    if (said.size >= 100) said.clear()
    said.set(text, at)
    onMessage(level, text)
  }
}
