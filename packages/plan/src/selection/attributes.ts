import * as v from 'valibot'
import { normaliseAddress, normaliseDomain, normaliseLocalPart } from '../address/address.ts'
import { attributeAt, isRecord } from '../rules/pattern.ts'

/** What a group says about its alias in its Authentik attributes; undefined where it says nothing. */
export interface GroupAttributes {
  readonly enabled: boolean | undefined
  /** It says something about an alias that cannot be read: whether it is to have one stays open. */
  readonly undecided: boolean
  /** Whole addresses (`@domain` for a catch-all), each once; never empty. */
  readonly addresses: readonly string[] | undefined
  /** The domain of addresses that name none. */
  readonly domain: string | undefined
  readonly internal: boolean | undefined
  readonly senderAllowed: boolean | undefined
  readonly sogoVisible: boolean | undefined
  /** Further members: addresses. */
  readonly extraMembers: readonly string[]
  /** Usernames or addresses, as written. */
  readonly excludeMembers: readonly string[]
  readonly publicComment: string | undefined
  /** What is wrong with them, in people's words; empty when nothing is. */
  readonly problems: readonly string[]
}

const flagSchema = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((text) => text === 'true'),
  ),
])

/** Mailcow stores no longer public comment with a new alias (octets). */
const commentOctetsMax = 160

/**
 * Reads `cowherd: {enabled, address, …}`, also written flat as `cowherd.enabled`. Wrong values become problems, never a guess.
 *
 * @param defaultDomain completes an address that is only a local part, where the group names no domain
 */
export function readGroupAttributes(
  attributes: Readonly<Record<string, unknown>>,
  defaultDomain: string,
): GroupAttributes {
  const problems: string[] = []
  const nested = attributes['cowherd']
  const isMapping = nested === undefined || nested === null || isRecord(nested)
  if (!isMapping) problems.push('cowherd must be a mapping')

  /** What a key says, read; undefined where it says nothing or nothing that can be read. */
  function read<T>(key: string, must: string, parse: (value: unknown) => T | undefined): T | undefined {
    const value = attributeAt(attributes, ['cowherd', key])
    if (value === undefined || value === null) return undefined
    const parsed = parse(value)
    if (parsed === undefined) problems.push(`cowherd.${key} must be ${must}`)
    return parsed
  }
  const flag = (key: string) => read(key, 'true or false', readFlag)

  const before = problems.length
  const enabled = flag('enabled')
  const undecided = !isMapping || problems.length > before
  const domain = read('domain', 'a mail domain', (value) =>
    typeof value === 'string' ? normaliseDomain(value) : undefined,
  )
  const readOne = (value: unknown) => readAddress(value, domain ?? defaultDomain)
  const address = read('address', 'a local part, a whole address or @domain', readOne)
  const addresses = read('addresses', 'a list of local parts, whole addresses or @domain', (value) =>
    readList(value, readOne),
  )
  return {
    enabled,
    undecided,
    addresses: joined(address === undefined ? [] : [address], addresses ?? []),
    domain,
    internal: flag('internal'),
    senderAllowed: flag('sender_allowed'),
    sogoVisible: flag('sogo_visible'),
    extraMembers:
      read('extra_members', 'a list of addresses', (value) =>
        readList(value, (item) => (typeof item === 'string' ? normaliseAddress(item) : undefined)),
      ) ?? [],
    excludeMembers:
      read('exclude_members', 'a list of usernames or addresses', (value) =>
        readList(value, (item) => (typeof item === 'string' && item.trim() !== '' ? item.trim() : undefined)),
      ) ?? [],
    publicComment: read('public_comment', `a text of at most ${commentOctetsMax} octets`, (value) =>
      typeof value === 'string' && Buffer.byteLength(value) <= commentOctetsMax ? value : undefined,
    ),
    problems,
  }
}

function readFlag(value: unknown): boolean | undefined {
  const parsed = v.safeParse(flagSchema, value)
  return parsed.success ? parsed.output : undefined
}

/** A list all of whose items can be read; a single item counts as a list of one. */
function readList(value: unknown, read: (item: unknown) => string | undefined): string[] | undefined {
  const items: unknown[] = Array.isArray(value) ? value : [value]
  const found = items.map(read)
  return found.every((item) => item !== undefined) ? [...new Set(found)] : undefined
}

function joined(first: readonly string[], rest: readonly string[]): readonly string[] | undefined {
  const all = [...new Set([...first, ...rest])]
  return all.length > 0 ? all : undefined
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
