import { UpstreamError } from '@cowherd/upstream'
import type { SetupApi } from './api/api.ts'
import { applySteps } from './objects/apply.ts'
import { objectPath } from './objects/endpoints.ts'
import { headersExpression } from './objects/expressions.ts'
import { setupNames } from './objects/names.ts'
import { findByName } from './objects/read.ts'
import type { SetupStep } from './objects/steps.ts'
import { readTokenKey } from './secret/api-token.ts'
import type { SetupPlan } from './setup-plan.ts'
import { testTransport } from './transport-test.ts'

/** Settings of the installation that a setup decides, by their names. Secret. */
export interface SetupSettings {
  readonly AK_TOKEN: string
  readonly COWHERD_WEBHOOK_SECRET: string
}

/**
 * Makes the changes of a plan and tells the settings that go with them. Where Authentik changes to another secret, it sends a
 * test with it at once, and goes back to the old one should the receiver refuse it.
 *
 * @param onStep told of each step when it is done
 * @throws UpstreamError; `rejected` where the receiver does not take the new secret
 */
export async function carryOutSetup(
  api: SetupApi,
  plan: SetupPlan,
  onStep?: (step: SetupStep) => void,
): Promise<SetupSettings> {
  await applySteps(api, plan.steps, plan.present, onStep)
  if (plan.secret.phase === 'switched') await proveSwitch(api, plan)
  const names = setupNames(plan.owner)
  const identifier = plan.token === 'begun' || plan.token === 'waiting' ? names.nextToken : names.token
  const key = await readTokenKey(api, identifier)
  if (key === undefined) {
    throw new UpstreamError(
      'source',
      'rejected',
      `Authentik does not give the key of the token ${identifier}, which was there a moment ago. Run the same command again.`,
    )
  }
  return { AK_TOKEN: key, COWHERD_WEBHOOK_SECRET: plan.secret.accepted.join(',') }
}

async function proveSwitch(api: SetupApi, { owner, sentBefore }: SetupPlan): Promise<void> {
  const names = setupNames(owner)
  const transport = await findByName(api, { kind: 'transport', name: names.transport })
  const test = await testTransport(api, String(transport?.id))
  if (test.arrived || sentBefore === undefined) return
  const headers = await findByName(api, { kind: 'mapping', name: names.headers })
  const body = { name: names.headers, expression: headersExpression(sentBefore) }
  await api.send('PATCH', objectPath('mapping', String(headers?.id)), body)
  throw new UpstreamError(
    'source',
    'rejected',
    `The receiver does not take the new webhook secret (${test.reason}), so Authentik goes on with the old one and no event is lost. Restart Cowherd with the COWHERD_WEBHOOK_SECRET that holds both, then run the same command again.`,
  )
}
