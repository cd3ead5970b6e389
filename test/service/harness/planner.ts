import { createAuthentikSource } from '@cowherd/authentik'
import { createMailcowTarget } from '@cowherd/mailcow'
import type { Plan, PlanSettings } from '@cowherd/plan'
import { createVolatileMemory, planRun, type RunContext } from '@cowherd/reconcile'
import type { AuthentikSimulator, MailcowSimulator } from '@cowherd/simulators'

/** Plans everything anew, beside the service and with no memory of its own; what is gone is taken for gone at once. */
export function createPlanner(
  authentik: AuthentikSimulator,
  mailcow: MailcowSimulator,
  settings: PlanSettings,
): () => Promise<Plan> {
  let names = 0
  const common = { timeoutMs: 20_000, patienceMs: 20_000, pauseMs: 1 }
  const source = createAuthentikSource({
    ...common,
    baseUrl: 'https://auth.example.org',
    token: authentik.token,
    fetch: authentik.fetch,
    serviceAccounts: settings.serviceAccounts,
    random: () => `no-such-name-${++names}`,
  })
  const target = createMailcowTarget({
    ...common,
    baseUrl: 'https://mail.example.org',
    key: mailcow.keys.readOnly,
    fetch: mailcow.fetch,
  })
  return async () => {
    const memory = createVolatileMemory()
    const context: RunContext = { source, target, settings, memory, now: () => new Date() }
    const { reading } = await planRun(context)
    await memory.rememberMissing(reading.missing)
    return (await planRun(context)).plan
  }
}
