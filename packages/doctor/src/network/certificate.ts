import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning } from '../check/verdict.ts'
import { hostOf, type ServerAddress } from './name.ts'
import type { Network } from './network.ts'

/** A certificate that ends sooner than this is told of, in days: the usual ones are renewed 30 days before. */
const soonDays = 14
const dayMs = 86_400_000

/** How certificates are looked at. */
export interface CertificateRules {
  /** False: any certificate is taken. */
  readonly verify: boolean
  readonly now: Date
}

/** Whether a server's certificate is trusted, and for how long. */
export async function judgeCertificate(
  { setting, url }: ServerAddress,
  network: Network,
  { verify, now }: CertificateRules,
): Promise<Verdict> {
  if (url.protocol !== 'https:') return skipped(`${setting} is http: there is no certificate.`)
  const host = hostOf(url)
  const shown = await network.certificate(host, Number(url.port || 443)).catch((error: unknown) => error)
  if (!isShown(shown)) {
    const reason = shown instanceof Error ? shown.message : String(shown)
    return problem(
      `${host} makes no TLS connection: ${reason}.`,
      `Check ${setting}, its port, and that the server is up and reachable from here.`,
    )
  }
  const { distrust, validTo, names } = shown
  const days = Math.floor((validTo.getTime() - now.getTime()) / dayMs)
  const until = validTo.toISOString().slice(0, 10)
  if (days < 0) {
    return problem(
      `The certificate of ${host} ended on ${until}.`,
      'Renew it, or look why it was not renewed by itself; where it was, see that the server uses the new one.',
    )
  }
  if (distrust !== undefined) {
    const reason = `The certificate of ${host} is not trusted: ${distrust}. It is for ${names.join(', ') || 'no name'}, until ${until}.`
    return verify
      ? problem(
          reason,
          `Set COWHERD_CA_FILE to the certificate authority that signed it, or set ${setting} to a name that it is for.`,
        )
      : warning(
          reason,
          'MAILCOW_VERIFY_SSL is off, so it is taken anyway: set COWHERD_CA_FILE to its certificate authority and switch the check on.',
        )
  }
  if (days < soonDays) {
    return warning(
      `The certificate of ${host} ends on ${until}, in ${days} days.`,
      'Renew it, or look why it was not renewed by itself: after that day nothing can be read.',
    )
  }
  return ok(`Trusted, until ${until}.`)
}

function isShown(value: unknown): value is Awaited<ReturnType<Network['certificate']>> {
  return typeof value === 'object' && value !== null && 'validTo' in value
}
