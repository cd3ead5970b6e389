import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs texts that a browser keeps, and knows them again. */
export interface Sealer {
  seal(purpose: string, text: string): string
  /** The text; undefined where it was not sealed here for this purpose. */
  open(purpose: string, sealed: string): string | undefined
  /** A code that stands for a text and says nothing of it. */
  code(purpose: string, text: string): string
}

/** Makes a sealer (HMAC-SHA256, RFC 2104) of a key of 32 octets or more. */
export function createSealer(key: Uint8Array): Sealer {
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url')
  return {
    seal: (purpose, text) => `${Buffer.from(text).toString('base64url')}.${sign(purpose, text)}`,
    open(purpose, sealed) {
      const [body = '', signature = ''] = sealed.split('.')
      const text = Buffer.from(body, 'base64url').toString()
      return sameText(signature, sign(purpose, text)) ? text : undefined
    },
    code: sign,
  }
}

/** Compares in a time that tells nothing but whether the lengths are equal. */
export function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}
