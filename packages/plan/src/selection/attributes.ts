import * as v from 'valibot'
import { normaliseAddress, normaliseDomain, normaliseLocalPart } from '../address/address.ts'

/** What a group says about its alias in its Authentik attributes. */
export interface GroupAttributes {
  readonly enabled: boolean | undefined
  /** It says something about an alias that cannot be read: whether it is to have one stays open. */
  readonly undecided: boolean
  /** Whole address (`@domain` for a catch-all), domain included. */
  readonly address: string | undefined
  /** What is wrong with them, in people's words; empty when nothing is. */
  readonly problems: readonly string[]
}

const flagSchema = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ],
  'must be true or false',
)

/**
 * Reads `cowherd: {enabled, address}`, also written flat as `cowherd.enabled`. Wrong values become problems, never a guess.
 *
 * @param domain completes an address that is only a local part
 */
export function readGroupAttributes(
  attributes: Readonly<Record<string, unknown>>,
  domain: string,
): GroupAttributes {
  const problems: string[] = []
  const nested = attributes['cowherd']
  const own = isRecord(nested) ? nested : {}
  const isMapping = nested === undefined || nested === null || isRecord(nested)
  if (!isMapping) problems.push('cowherd must be a mapping')
  const value = (key: string) => own[key] ?? attributes[`cowherd.${key}`] ?? undefined

  const enabled = v.safeParse(v.optional(flagSchema), value('enabled'))
  if (!enabled.success) problems.push('cowherd.enabled must be true or false')
  const addressText = value('address')
  const address = addressText === undefined ? undefined : readAddress(addressText, domain)
  if (addressText !== undefined && !address) {
    problems.push('cowherd.address must be a local part, a whole address or @domain')
  }
  return {
    enabled: enabled.success ? enabled.output : undefined,
    undecided: !isMapping || !enabled.success,
    address,
    problems,
  }
}

function readAddress(value: unknown, domain: string): string | undefined {
  if (typeof value !== 'string') return undefined
  if (value.startsWith('@')) {
    const catchAll = normaliseDomain(value.slice(1))
    return catchAll ? `@${catchAll}` : undefined
  }
  if (value.includes('@')) return normaliseAddress(value)
  const localPart = normaliseLocalPart(value)
  return localPart ? `${localPart}@${domain}` : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
