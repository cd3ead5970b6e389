import type { SendMailOptions } from 'nodemailer'
import type { Notice } from '../condition.ts'
import type { Way } from './way.ts'

/** Where notices go by SMTP. */
export interface MailOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string
  readonly sender: string
  readonly recipients: readonly string[]
  /** What the notices are from. */
  readonly from: string
  /** PEM text of certificate authorities trusted besides the public ones. */
  readonly authorities?: string | undefined
  /** For each step, and in all; default 10,000. */
  readonly timeoutMs?: number
}

/** Sends notices by mail. A password goes over TLS only, or to this machine. */
export function createMailWay(options: MailOptions): Way {
  const { timeoutMs = 10_000 } = options
  return {
    name: 'mail',
    async send(notice) {
      const [{ createTransport }, { getCACertificates }] = await Promise.all([
        import('nodemailer'),
        import('node:tls'),
      ])
      const transport = createTransport({
        ...serverOf(options.url),
        ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
        ...(options.authorities === undefined
          ? {}
          : { tls: { ca: [...getCACertificates('default'), options.authorities] } }),
      })
      const limit = setTimeout(() => transport.close(), timeoutMs * 2)
      try {
        await transport.sendMail(mailOf(notice, options))
      } catch (error) {
        throw new Error(reasonOf(error))
      } finally {
        clearTimeout(limit)
        transport.close()
      }
    },
  }
}

function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const isHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: username !== '' && !isHere,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  }
}

/** Nobody's out-of-office note shall answer (RFC 3834). */
function mailOf({ title, lines }: Notice, { sender, recipients, from }: MailOptions): SendMailOptions {
  return {
    from: { name: from, address: sender },
    to: [...recipients],
    subject: `${from}: ${title}`,
    text: `${title}.\n\n${lines.join('\n')}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Codes alone: the server's words may quote addresses. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown }
  const words = [code, responseCode].filter((one) => one !== undefined).map(String)
  return words.length > 0 ? words.join(' ') : 'unknown reason'
}
