import { createHash } from 'node:crypto'

/** A short digest of plain data: the first 16 hexadecimal digits of its SHA-256. Equal data in equal order, equal digest. */
export function digest(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16)
}
