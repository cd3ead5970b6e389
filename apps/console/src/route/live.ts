import { streamSSE } from 'hono/streaming'
import type { App, RouteContext } from './context.ts'

/** So many pages may be open at once. */
const openMost = 100

/** Adds `GET /live`: server-sent events that say only that something has turned. */
export function addLive(app: App, { turns, sessions, data }: RouteContext): void {
  app.get('/live', (context) => {
    if (turns.open >= openMost) return context.text('too many open pages', 503)
    return streamSSE(context, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      await stream.writeSSE({ event: 'beat', data: '', retry: 2000 })
      await turns.listen(gone.signal, async (event) => {
        if (!sessions.current(context)) {
          gone.abort()
          return
        }
        data.attend()
        await stream.writeSSE({ event, data: '' })
      })
    })
  })
}
