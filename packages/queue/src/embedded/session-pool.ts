import { EventEmitter } from 'node:events'
import type { PGliteInterface } from '@electric-sql/pglite'
import type { PgPool, PgPoolClient, PgQueryResult } from 'bullmq'

/**
 * PGlite in the shape of a pg.Pool. PGlite has one session: requests queue for it, and one that begins a transaction
 * keeps it until COMMIT or ROLLBACK.
 */
export function createSessionPool(database: PGliteInterface): PgPool {
  const turns = createTurns()

  async function run(text: string, params?: readonly unknown[]): Promise<PgQueryResult> {
    if (params && params.length > 0) {
      const { rows, affectedRows } = await database.query(text, params.map(asParameter))
      return { rows, rowCount: affectedRows ?? rows.length }
    }
    const results = await database.exec(text)
    const last = results.at(-1)
    return { rows: last?.rows ?? [], rowCount: last?.affectedRows ?? 0 }
  }

  function createClient(): PgPoolClient {
    let endTransaction: (() => void) | undefined
    const events = new EventEmitter().setMaxListeners(0)
    const stopListening = database.onNotification((channel, payload) => {
      events.emit('notification', { channel, payload })
    })
    return Object.assign(events, {
      async query(text: string, params?: readonly unknown[]) {
        const end = endTransaction ?? (await turns.take())
        if (/^\s*BEGIN\b/i.test(text)) endTransaction = end
        try {
          return await run(text, params)
        } finally {
          if (!endTransaction) end()
          else if (/^\s*(COMMIT|ROLLBACK)\b/i.test(text)) {
            endTransaction = undefined
            end()
          }
        }
      },
      release() {
        stopListening()
        endTransaction?.()
      },
    }) as unknown as PgPoolClient
  }

  return Object.assign(new EventEmitter().setMaxListeners(0), {
    connect: async () => createClient(),
    async query(text: string, params?: readonly unknown[]) {
      const end = await turns.take()
      try {
        return await run(text, params)
      } finally {
        end()
      }
    },
    end: async () => {},
  }) as unknown as PgPool
}

function asParameter(value: unknown): unknown {
  const isPlain =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  return isPlain ? JSON.stringify(value) : value
}

/** One turn at a time, first come first served; a turn lasts until what `take` gave is called. */
function createTurns(): { take(): Promise<() => void> } {
  let last: Promise<void> = Promise.resolve()
  return {
    async take() {
      const before = last
      let end = () => {}
      last = new Promise((resolve) => {
        end = resolve
      })
      await before
      return end
    },
  }
}
