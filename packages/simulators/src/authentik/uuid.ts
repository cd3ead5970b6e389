import { createRandomWords } from './random.ts'

/** A source of uuids (with dashes, version 4) that repeats for the same seed. */
export function createUuids(seed: number): () => string {
  const next = createRandomWords(seed)
  return () => {
    const hex = [next(), next(), next(), next()].map((word) => word.toString(16).padStart(8, '0')).join('')
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3]
    return dashed(`${hex.slice(0, 12)}4${hex.slice(13, 16)}${variant}${hex.slice(17)}`)
  }
}

/** The uuid with dashes and in lower case, from 32 hex digits with or without dashes; undefined for anything else. */
export function parseUuid(text: string): string | undefined {
  const hex = text.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]{32}$/.test(hex) ? dashed(hex) : undefined
}

/** The uuid as 32 hex digits, as Authentik writes it in events. */
export function compactUuid(uuid: string): string {
  return uuid.replaceAll('-', '')
}

/** `num_pk` of a group: the first five decimal digits of its uuid read as a number. */
export function numericId(uuid: string): number {
  return Number(
    BigInt(`0x${compactUuid(uuid)}`)
      .toString()
      .slice(0, 5),
  )
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
