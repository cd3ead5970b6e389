import { type Answer, readable, UpstreamError, type UpstreamErrorCode } from '@cowherd/upstream'
import * as v from 'valibot'
import { baseUrlSetting, tokenSetting } from './options.ts'
import { refusal } from './schemas.ts'

/** The permission that a request needs. */
export type Permission = 'view_group' | 'view_user' | 'view_event'

// Authentik answers every failed authentication with 403; these texts are never translated.
const badTokenDetails = ['Token invalid/expired', 'Unsupported authentication type']
const missingTokenDetail = 'Authentication credentials were not provided.'

/** The `detail` of an answer that says no, or undefined where it has none. */
export function detailOf(answer: Answer): string | undefined {
  try {
    const parsed = v.safeParse(refusal, JSON.parse(answer.text))
    return parsed.success ? parsed.output.detail : undefined
  } catch {
    return undefined
  }
}

/**
 * What an answer other than 200 means, and what to do about it.
 *
 * @param permission what the request needs; `view_user for rules` where nothing goes without it
 * @param secrets values that must not appear in a message
 */
export function explainRefusal(
  answer: Answer,
  what: string,
  permission: Permission | 'view_user for rules',
  secrets: readonly string[],
): UpstreamError {
  const { status } = answer
  const detail = detailOf(answer)
  const said = detail === undefined ? `${status}` : `${status} "${readable(detail, secrets)}"`
  const fail = (code: UpstreamErrorCode, message: string) =>
    new UpstreamError('source', code, message, { status })

  if (status === 403 && detail === missingTokenDetail) return fail('bad-token', missingToken(said))
  if (status === 403 && badTokenDetails.some((text) => text === detail))
    return fail('bad-token', badToken(said))
  if (status === 403) return fail('no-permission', missingPermission[permission](said))
  if (status === 401) {
    return fail(
      'misconfigured',
      `Something before Authentik wants a login of its own: status 401, which Authentik never answers. Let ${baseUrlSetting} lead past it.`,
    )
  }
  if (status === 404) {
    return fail(
      'bad-answer',
      `Authentik does not know the ${what} (${said}). Check the address in ${baseUrlSetting}.`,
    )
  }
  return fail('rejected', `Authentik refuses to give the ${what} (${said}). Look at its log.`)
}

function badToken(said: string): string {
  return `Authentik does not accept the token in ${tokenSetting} (${said}). It has to be an API token of an active user: in Authentik, Directory > Tokens and App passwords > Create, intent "API Token", expiring off. The password shown when a service account is created is an app password and is refused here; a token that may expire is valid for 30 minutes only.`
}

function missingToken(said: string): string {
  return `The token in ${tokenSetting} did not reach Authentik (${said}). Check that ${tokenSetting} is not empty and that no proxy between the two removes the Authorization header.`
}

const missingPermission: Readonly<Record<Permission | 'view_user for rules', (said: string) => string>> = {
  view_group: (said) =>
    `The token in ${tokenSetting} may not see all groups of Authentik (${said}): it lacks view_group. Give its user a role with the global permission "Can view Group" (view_group). Permissions on single groups are not enough: a group that cannot be seen would look deleted.`,
  view_user: (said) =>
    `The token in ${tokenSetting} may not see all users of Authentik (${said}): it lacks view_user, without which service accounts look like people. Give its user a role with the global permission "Can view User" (view_user), or set COWHERD_SERVICE_ACCOUNTS=include: then this permission is not needed, and service accounts in groups are members like anybody else.`,
  'view_user for rules': (said) =>
    `The token in ${tokenSetting} may not see all users of Authentik (${said}): it lacks view_user, without which the personal aliases that the rules file gives to users cannot be known. Give its user a role with the global permission "Can view User" (view_user), or take the rules of kind: user out of the file.`,
  view_event: (said) =>
    `The token in ${tokenSetting} may not read the event log of Authentik (${said}): it lacks view_event. Give its user a role with the global permission "Can view Event" (view_event); without it, changes whose webhook is late or lost wait for the next sweep.`,
}
