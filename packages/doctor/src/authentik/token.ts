import { type Answer, readable } from '@cowherd/upstream'
import * as v from 'valibot'
import type { Verdict } from '../check/check.ts'
import { ok, problem, warning } from '../check/verdict.ts'
import { jsonOf, refusalOf } from './reader.ts'

const selfSchema = v.object({
  user: v.object({
    username: v.string(),
    is_superuser: v.boolean(),
    type: v.optional(v.string()),
  }),
})

/** Whom a token belongs to, and whether Cowherd can rely on it, by the answer of `core/users/me/`. */
export function judgeToken(answer: Answer): Verdict {
  if (answer.status === 401) {
    return problem(
      'Something before Authentik wants a login of its own: status 401, which Authentik never answers.',
      'Let AK_BASE lead past it.',
    )
  }
  if (answer.status !== 200) {
    return problem(
      `Authentik does not accept the token in AK_TOKEN (${refusalOf(answer)}).`,
      'Set AK_TOKEN to an API token of an active user that does not expire: "cowherd setup authentik" makes one. App passwords are refused.',
    )
  }
  const self = v.safeParse(selfSchema, jsonOf(answer))
  if (!self.success) {
    return problem(
      'Authentik does not say whom the token belongs to.',
      'Check that AK_BASE is the address of Authentik itself and that no proxy changes its answers.',
    )
  }
  const { type, is_superuser: superuser } = self.output.user
  const username = readable(self.output.user.username)
  if (type === 'internal_service_account') {
    return problem(
      `The token belongs to "${username}", an internal service account: such an account may be shown empty lists in place of a refusal.`,
      'Use the token of a service account of type "service_account": "cowherd setup authentik" makes one.',
    )
  }
  if (superuser) {
    return warning(
      `The token belongs to "${username}", who may do everything in Authentik.`,
      'Use a token that may only read: "cowherd setup authentik" makes one.',
    )
  }
  return ok(`It belongs to "${username}".`)
}
