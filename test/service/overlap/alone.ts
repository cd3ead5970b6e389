import { setTimeout as sleep } from 'node:timers/promises'
import { createInstallation } from '../harness/installation.ts'
import { createLedger } from '../harness/ledger.ts'
import { createOffice } from '../harness/office.ts'
import { createPlanner } from '../harness/planner.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import { until } from '../harness/until.ts'
import { changeMember } from './load.ts'
import { stopAt } from './stopped.ts'

/** Longer than the lock of a run, in milliseconds. */
const stoppedForMs = 11_000

/**
 * Stops a service that is alone on its embedded queue in the middle of a write, and lets it go on when its lock is over.
 *
 * @returns what a fresh look would still change when the service has heard of what happened meanwhile
 */
export async function stopAlone(): Promise<string[]> {
  const office = createOffice({ groups: 12, delayMs: 2, settings: { thresholds: nothingHeld } })
  const { authentik, mailcow, settings } = office
  const ledger = createLedger()
  const installation = await createInstallation({
    ...{ authentik, mailcow, settings },
    env: { COWHERD_EVENT_LOG: '0', COWHERD_SETTLE_MS: '0', COWHERD_SWEEP_ON_START: '0' },
  })
  try {
    const service = await installation.start('serve', {
      AK_BASE: await ledger.openEntrance('service', 'source', authentik),
      MAILCOW_API_URL: await ledger.openEntrance('service', 'target', mailcow),
    })
    const plan = createPlanner(authentik, mailcow, settings)
    const stopped = stopAt('look', ledger, () => service)
    changeMember(office, 0)
    await installation.askForEverything()
    await stopped
    await sleep(stoppedForMs)
    changeMember(office, 1)
    service.child.kill('SIGCONT')
    await installation.askForEverything()
    await until('all is right', async () => (await plan()).changes.length === 0, 30_000, 100)
    return installation.deaths()
  } finally {
    await installation.remove()
    await ledger.close()
  }
}
