import { readable, UpstreamError } from '@cowherd/upstream'
import * as v from 'valibot'

const detailSchema = v.object({ detail: v.string() })
const fieldsSchema = v.record(v.string(), v.unknown())

/** Authentik answers every failed authentication with 403 and one of these texts. */
const badTokenDetails = [
  'Token invalid/expired',
  'Unsupported authentication type',
  'Authentication credentials were not provided.',
]

/**
 * The error of an answer that says no. Names the fields that were refused and never their values, which may be secret.
 *
 * @param what is asked for, such as `POST /core/groups/`
 * @param secrets values that must not appear in a message
 */
export function refusalOf(
  what: string,
  status: number,
  body: unknown,
  secrets: readonly string[],
): UpstreamError {
  const parsed = v.safeParse(detailSchema, body)
  const detail = parsed.success ? readable(parsed.output.detail, secrets) : undefined
  if (status === 403 && detail !== undefined && badTokenDetails.includes(detail)) {
    return new UpstreamError(
      'source',
      'bad-token',
      `Authentik does not accept the administrator's token (${status} "${detail}"). It has to be an API token of an active user: in Authentik, Directory > Tokens and App passwords > Create, intent "API Token". App passwords are refused here.`,
      { status },
    )
  }
  if (status === 403) {
    return new UpstreamError(
      'source',
      'no-permission',
      `The administrator's token may not do this in Authentik: ${what} (${status}${detail ? ` "${detail}"` : ''}). Take the token of a member of a superuser group, such as "authentik Admins".`,
      { status },
    )
  }
  // An exception inside Authentik is shown as a 405 without a body wherever something is written.
  if (status === 405) {
    return new UpstreamError(
      'source',
      'rejected',
      `Authentik fails at ${what} (405): an error inside it, see the log of its server container.`,
      { status },
    )
  }
  const fields = v.safeParse(fieldsSchema, body)
  const named =
    status === 400 && fields.success
      ? ` because of ${readable(Object.keys(fields.output).join(', '), secrets)}`
      : ''
  return new UpstreamError('source', 'rejected', `Authentik refuses ${what} (${status})${named}.`, { status })
}
