import { createHash, timingSafeEqual } from 'node:crypto'

const LEAST_LENGTH = 16

/**
 * Makes the check of an `Authorization` header (RFC 6750 section 2.1). Any of the secrets opens, so that a new one can be
 * given out while the old one still holds. Hashes are compared, in constant time and always with all secrets: the time
 * tells neither a secret's length nor which one was close.
 *
 * @throws RangeError for no secret at all, and for one that is too short or cannot stand in a header
 */
export function createSecretCheck(
  secrets: readonly string[],
): (authorization: string | undefined) => boolean {
  if (secrets.length === 0) throw new RangeError('the receiver needs a webhook secret')
  for (const [index, secret] of secrets.entries()) checkSecret(secret, index + 1)
  const hashes = secrets.map(hash)
  return (authorization) => {
    const given = hash(/^bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1] ?? '')
    return hashes.map((expected) => timingSafeEqual(expected, given)).includes(true)
  }
}

function checkSecret(secret: string, position: number): void {
  if (secret.length < LEAST_LENGTH) {
    throw new RangeError(
      `webhook secret ${position} has ${secret.length} characters; it needs ${LEAST_LENGTH}`,
    )
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new RangeError(`webhook secret ${position} may hold only visible ASCII characters, and no blanks`)
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
