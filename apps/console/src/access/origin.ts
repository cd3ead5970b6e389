/** A name or an address in a `Host` header, without its port. */
function hostName(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined
}

/** Whether nobody can make a browser take another server for it: an address, or a name of this machine. */
function isNoForeignName(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.startsWith('[') || name === 'localhost' || name.endsWith('.localhost')
}

/**
 * Whether a request was meant for this console: by the address that is set, else by a number or by localhost. Anything else may be a
 * foreign name that was turned to this machine (DNS rebinding).
 *
 * @param publicUrl where browsers reach the console; undefined while it is not set
 */
export function isOwnHost(host: string | undefined, publicUrl: string | undefined): boolean {
  if (host === undefined) return false
  if (publicUrl !== undefined && new URL(publicUrl).host === host) return true
  const name = hostName(host)
  return name !== undefined && isNoForeignName(name)
}

/**
 * Whether a form was sent by a page of this console (`Origin`, RFC 6454 section 7; browsers send it with every form).
 *
 * @param origin the header; undefined where there is none
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined || host === undefined) return false
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin || origin === `http://${host}`
  return origin === `http://${host}` || origin === `https://${host}`
}
