import { findByName, type SetupApi, setupNames, testTransport } from '@cowherd/setup'
import type { Verdict } from '../check/check.ts'
import { ok, problem, skipped, warning, withAdministrator } from '../check/verdict.ts'
import type { ServicePort } from '../service/signs.ts'
import { type Waiting, waitForSign } from './wait.ts'

/** The service writes what it heard within a second. */
const noteMs = 5_000

/**
 * Has Authentik send the test of our transport and sees whether it arrives at the running service, not only somewhere.
 *
 * @param api of an administrator
 * @throws UpstreamError
 */
export async function testWebhook(
  api: SetupApi | undefined,
  service: ServicePort,
  owner: string,
  waiting: Waiting,
): Promise<Verdict> {
  if (!api) {
    return skipped('Sending a test takes an administrator’s token.', withAdministrator)
  }
  const { transport: name } = setupNames(owner)
  const transport = await findByName(api, { kind: 'transport', name })
  if (!transport) {
    return problem(
      `Authentik has no transport ${name}: no webhook is sent.`,
      'Set it up with: cowherd setup authentik --webhook-url ADDRESS',
    )
  }
  const url = String(transport.fields['webhook_url'] ?? '')
  const before = (await service.signs())?.testAt ?? Number.NEGATIVE_INFINITY
  const started = waiting.nowMs()
  const test = await testTransport(api, String(transport.id))
  const seconds = ((waiting.nowMs() - started) / 1000).toFixed(1)
  if (!test.arrived) {
    return problem(
      `Authentik sent a test to ${url}, which was not taken: ${test.reason}.`,
      fixFor(test.reason, url),
    )
  }
  const signs = await waitForSign(
    service,
    waiting,
    noteMs,
    ({ testAt }) => testAt !== null && testAt > before,
  )
  if (!signs) {
    return warning(
      `A test arrived at ${url}, but the service that took it cannot be seen from here.`,
      'Run this where the service runs (docker compose exec cowherd cowherd doctor …), or with its COWHERD_QUEUE_URL.',
    )
  }
  if (signs.testAt === null || signs.testAt <= before) {
    return problem(
      `A test was taken at ${url}, but not by this service: a proxy or another installation answers there.`,
      'Correct the address of the webhooks: cowherd setup authentik --webhook-url ADDRESS',
    )
  }
  return ok(`Sent to ${url} and arrived, in ${seconds} s.`)
}

function fixFor(reason: string, url: string): string {
  if (/\b401\b/.test(reason)) {
    return 'The secrets differ: restart Cowherd with the COWHERD_WEBHOOK_SECRET of its settings, or run cowherd setup authentik, which sends that one.'
  }
  if (/\b3\d\d\b/.test(reason)) {
    return 'Give the final address, which does not redirect: cowherd setup authentik --webhook-url ADDRESS'
  }
  return `Check that the service runs and that Authentik's worker reaches ${url}: the name, the port, the network between the containers.`
}
