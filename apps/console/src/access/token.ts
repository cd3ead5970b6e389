import { createHash, timingSafeEqual } from 'node:crypto'
import type { Role } from './account.ts'

/** The tokens that open the console, by role. */
export interface Tokens {
  readonly operator: readonly string[]
  readonly viewer: readonly string[]
}

/** Makes the check of a token. Hashes are compared, always with all tokens: the time tells nothing of any of them. */
export function createTokenCheck({ operator, viewer }: Tokens): (token: string) => Role | undefined {
  const known = [
    ...operator.map((token) => ({ role: 'operator' as const, hash: hash(token) })),
    ...viewer.map((token) => ({ role: 'viewer' as const, hash: hash(token) })),
  ]
  return (token) => {
    const given = hash(token)
    const fitting = known.map((one) => (timingSafeEqual(one.hash, given) ? one.role : undefined))
    return fitting.find((role) => role !== undefined)
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
