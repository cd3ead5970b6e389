import { createHmac, hash } from 'node:crypto'

/** What the first line of a chain follows. */
export const genesis = '0'.repeat(64)

/** What stands between the sealed part of a line and its hash. */
export const hashKey = ',"hash":"'

/** A line of a chain, without its line feed. */
export interface SealedLine {
  readonly text: string
  /** SHA-256, hex, of the hash of the line before followed by the sealed part of this one. */
  readonly hash: string
}

/**
 * Seals a line to the one before it.
 *
 * @param body an object that is not empty and has no key `hash` at any depth
 * @param open stands behind the hash and is not sealed: it can be taken out and the chain stays whole
 */
export function sealLine(previous: string, body: object, open?: object): SealedLine {
  const sealed = JSON.stringify(body).slice(0, -1)
  const digest = hash('sha256', previous + sealed, 'hex')
  const tail = open ? `,${JSON.stringify(open).slice(1)}` : '}'
  return { text: `${sealed}${hashKey}${digest}"${tail}`, hash: digest }
}

/** A text as a digest under a key of its own (HMAC-SHA-256, hex): without the key nobody can tell it, nor try out guesses. */
export function digestText(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('hex')
}
