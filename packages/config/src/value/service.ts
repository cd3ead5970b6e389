import * as v from 'valibot'
import { about } from './metadata.ts'
import { isPlaceholder } from './placeholder.ts'

const secretLength = 16

/** One or more bearer secrets, separated by commas. */
export function secretList() {
  return v.pipe(
    v.string(),
    about({ typeText: 'secrets separated by commas', secret: true }),
    v.transform((text): readonly string[] =>
      text
        .split(',')
        .map((secret) => secret.trim())
        .filter((secret) => secret !== ''),
    ),
    v.check((secrets) => !secrets.some(isPlaceholder), 'holds a placeholder'),
    v.check(
      (secrets) => secrets.every((secret) => /^[\x21-\x7e]+$/.test(secret)),
      'holds a blank or a character outside ASCII',
    ),
    v.check(
      (secrets) => secrets.length > 0 && secrets.every((secret) => secret.length >= secretLength),
      `holds a secret shorter than ${secretLength} characters`,
    ),
  )
}

/** The address of a queue server; a secret, because it may hold a password. */
export function queueUrl() {
  return v.pipe(
    v.string(),
    about({ typeText: 'a redis://, rediss:// or postgres:// address', secret: true }),
    v.check(
      (text) => URL.canParse(text) && /^(redis|rediss|postgres|postgresql):$/.test(new URL(text).protocol),
      'is not a redis://, rediss:// or postgres:// address',
    ),
  )
}

/** An address and a port to listen on; only a port listens on all addresses. */
export function listenAddress() {
  return v.pipe(
    v.string(),
    about({ typeText: 'address:port', example: '0.0.0.0:8080' }),
    v.check((text) => parseListenAddress(text) !== undefined, 'is not address:port'),
  )
}

/** Host and port of `address:port`, `[IPv6]:port` or `port`; undefined where it is none of them. */
export function parseListenAddress(
  text: string,
): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:(?<host>[a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\]):)?(?<port>\d{1,5})$/.exec(text.trim())
  const port = Number(match?.groups?.port ?? Number.NaN)
  if (!match || port > 65_535) return undefined
  return { host: (match.groups?.host ?? '0.0.0.0').replace(/^\[|\]$/g, ''), port }
}

/** A time of day, `HH:MM`. */
export function clockTime() {
  return v.pipe(
    v.string(),
    about({ typeText: 'a time, HH:MM', example: '03:00' }),
    v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day such as 03:00'),
  )
}
