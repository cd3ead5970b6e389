import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** One API key of the server. */
export interface ApiKey {
  readonly key: string
  readonly access: 'rw' | 'ro'
  readonly active: boolean
  /** Addresses and networks separated by space, comma, semicolon or newline; undefined switches the check off. */
  readonly allowFrom: string | undefined
}

/** The address every request comes from. */
const CLIENT_ADDRESS = '127.0.0.1'

/** What the header of a request grants: a level of access, nothing without a key, or a refusal. */
export type Grant = { readonly access: 'rw' | 'ro' } | { readonly refusal: string } | undefined

/** Looks a key up: other characters than letters, digits and `-` are dropped, case does not count. */
export function checkKey(keys: readonly ApiKey[], header: string | null): Grant {
  if (header === null || header === '' || header === '0') return undefined
  const given = header.replace(/[^a-zA-Z0-9-]/g, '').toLowerCase()
  const key = keys.find((candidate) => candidate.active && candidate.key.toLowerCase() === given)
  if (!key) return { refusal: 'authentication failed' }
  return isAllowed(key.allowFrom)
    ? { access: key.access }
    : { refusal: `api access denied for ip ${CLIENT_ADDRESS}` }
}

function isAllowed(allowFrom: string | undefined): boolean {
  if (allowFrom === undefined) return true
  const list = new BlockList()
  for (const entry of allowFrom.split(/[ ,;\n]/)) {
    const [address = '', bits] = entry.trim().split('/')
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined
    if (!family) continue
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list.check(CLIENT_ADDRESS)
}
