/** Local part, `@` (also as it stands in a URL) and domain; what a sentence puts around an address is no part of it. */
const addresses = /[^\s"'<>()[\]{},;:=|`/]+(?:@|%40)(?=[\p{L}\p{N}])([\p{L}\p{N}.-]*[\p{L}\p{N}])/gu

/** Text without the local parts of mail addresses: `alice@example.org` is `***@example.org`. */
export function maskAddresses(text: string): string {
  return text.replace(addresses, '***@$1')
}
