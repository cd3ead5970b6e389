import type { TargetWriter } from '@cowherd/reconcile'
import { createConnection, type MailcowOptions } from '../connection/connection.ts'
import { toAddBody, toEditAttributes } from './content.ts'
import { checkOutcome } from './outcome.ts'
import { refuse } from './refuse.ts'

/**
 * Makes the writing side of a Mailcow server. Two writes to one alias must not overlap: Mailcow reads and rewrites the whole row, and
 * one of them would be lost. A goto list must not hold the alias's own address; `create`, and `update` with an address, leave it out.
 */
export function createMailcowWriter(options: MailcowOptions): TargetWriter {
  const connection = createConnection(options)
  const write = async (path: string, body: unknown) =>
    checkOutcome(path, await connection.post(path, body), connection.secrets)

  return {
    async create(content) {
      await write('/add/alias', toAddBody(content))
    },
    async update(id, patch) {
      const attributes = toEditAttributes(patch)
      // Mailcow would report a success, after a costly refresh of its address book.
      if (Object.keys(attributes).length === 0) return
      await write('/edit/alias', { items: [checkId(id)], attr: attributes })
    },
    async delete(id) {
      await write('/delete/alias', [checkId(id)])
    },
  }
}

/** Mailcow reads a text with leading digits as an id, and an id of 0 as any address. */
function checkId(id: number): number {
  if (Number.isSafeInteger(id) && id > 0) return id
  throw refuse(`${JSON.stringify(id)} is not the id of an alias.`)
}
