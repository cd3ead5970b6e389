import { createHash } from 'node:crypto'
import type { Conflict } from '@cowherd/plan'

/**
 * What tells a conflict from others: it is the same one for as long as the same group wants the same address in vain. A digest, because it
 * is kept where no addresses are.
 */
export function conflictKey({ code, group, address }: Conflict): string {
  return createHash('sha256')
    .update(JSON.stringify([code, group.id, address]))
    .digest('hex')
    .slice(0, 24)
}
