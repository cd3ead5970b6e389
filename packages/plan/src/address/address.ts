export {
  localPartOctetsMax,
  normaliseAddress,
  normaliseDomain,
  normaliseLocalPart,
} from '@cowherd/rules'

/** The part behind the last `@`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** The part before the last `@`; empty for a catch-all. */
export function localPartOf(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')))
}
