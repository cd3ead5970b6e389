import {
  type Finding,
  inspectSetup,
  NoWebhookUrlError,
  planSetup,
  readAdministrator,
  type SetupApi,
} from '@cowherd/setup'
import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, withAdministrator } from '../check/verdict.ts'

const repair = 'Repair it with: cowherd setup authentik (with --dry-run it only shows what it would change).'

/** What a set-up is compared with. */
export interface SetupExpectation {
  readonly owner: string
  /** The values of COWHERD_WEBHOOK_SECRET. */
  readonly acceptedSecrets: readonly string[]
}

/**
 * Whether everything that Cowherd needs in Authentik is as it should be. Changes nothing.
 *
 * @param api of an administrator; Cowherd's own token does not see these objects
 * @throws UpstreamError
 */
export async function judgeSetup(
  api: SetupApi | undefined,
  { owner, acceptedSecrets }: SetupExpectation,
): Promise<Verdict> {
  if (!api) {
    return skipped("Cowherd's own token does not see roles, transports, rules and tokens.", withAdministrator)
  }
  await readAdministrator(api)
  try {
    const { wanted } = await planSetup(api, {
      ...{ owner, acceptedSecrets, rotateSecret: false, rotateToken: false },
      // Only stands where nothing is set up yet, and is never sent.
      createSecret: () => 'not-used-not-used',
    })
    const wrong = (await inspectSetup(api, wanted)).filter(({ state }) => state !== 'right')
    if (wrong.length === 0) return ok(`All ${wanted.objects.length} objects are right.`)
    return problem(`${wrong.map(describe).join('; ')}.`, repair)
  } catch (error) {
    if (!(error instanceof NoWebhookUrlError)) throw error
    return problem(
      `Authentik has no notification transport of the installation "${owner}": no webhook is sent.`,
      'Set it up with: cowherd setup authentik --webhook-url ADDRESS',
    )
  }
}

function describe({ kind, name, state, details }: Finding): string {
  const what = `${kind} ${name}`
  switch (state) {
    case 'right':
      return `${what} is right`
    case 'missing':
      return `${what} is missing`
    case 'changed':
      return `${what} was changed (${details.join(', ')})`
    case 'lacks-permission':
      return `${what} lacks ${details.join(', ')}`
    case 'excess-permission':
      return `${what} may more than it needs (${details.join(', ')})`
    case 'foreign-member':
      return `${what} has a foreign member (user ${details.join(', ')})`
  }
}
