import { formatMarker } from '@cowherd/plan'
import { createInstallation } from '../harness/installation.ts'
import { createLedger, isWrite, type LedgerEntry } from '../harness/ledger.ts'
import { createOffice, type Office } from '../harness/office.ts'
import { createPlanner } from '../harness/planner.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import { until } from '../harness/until.ts'

/** How a service ended that was told to in the middle of a sweep, and what came of the sweep. */
export interface StoppedSweep {
  readonly exitCode: number | null
  readonly tookMs: number
  /** Aliases that were right when it had ended, of those that were to be written. */
  readonly madeBefore: number
  /** The addresses that were written until then, as the target's ledger has them. */
  readonly writes: readonly string[]
  /** The addresses that a fresh look would still write. */
  readonly left: readonly string[]
  /** What the log says of it. */
  readonly told: { readonly made: unknown; readonly left: unknown }
  /** What a fresh look would still change after the next start. */
  readonly leftAtEnd: readonly string[]
}

/** Starts a service where every group's alias is to be written, tells it to stop after a while, and starts it again. */
export async function stopDuringSweep(groups: number): Promise<StoppedSweep> {
  const office = createOffice({ groups, delayMs: 2, settled: false, settings: { thresholds: nothingHeld } })
  const { authentik, mailcow, settings } = office
  addWrongAliases(office)
  const ledger = createLedger()
  const installation = await createInstallation({ authentik, mailcow, settings })
  const own = {
    AK_BASE: installation.doors.authentik.url,
    MAILCOW_API_URL: await ledger.openEntrance('service', 'target', mailcow),
  }
  const plan = createPlanner(authentik, mailcow, settings)
  const differences = async () => (await plan()).changes.map(({ address }) => address)
  try {
    const first = await installation.start('serve', own)
    await until('it writes', () => ledger.entries.filter(isWrite).length >= groups / 8, 60_000)
    const begun = performance.now()
    const exitCode = await first.end('SIGTERM')
    const tookMs = performance.now() - begun
    const writes = ledger.entries.filter(isWrite).map((write) => addressOf(office, write))
    const left = await differences()
    const told = first.log.find(({ message }) => message === 'run stopped')
    await installation.start('serve', own)
    await until('the rest is made', async () => (await differences()).length === 0, 120_000, 500)
    return {
      ...{ exitCode, tookMs, writes, left },
      madeBefore: groups - left.length,
      told: { made: told?.['made'], left: told?.['left'] },
      leftAtEnd: await differences(),
    }
  } finally {
    await installation.remove()
    await ledger.close()
  }
}

/** Every other group has an alias with the wrong member, so that there is as much to change as to make. */
function addWrongAliases({ mailcow, settings, groups, users }: Office): void {
  for (const [index, group] of groups.entries()) {
    if (index % 2 > 0) continue
    mailcow.addAlias({
      address: `group-${index}@example.org`,
      goto: users[0]?.email ?? '',
      privateComment: formatMarker({ owner: settings.owner, group }),
      senderAllowed: false,
    })
  }
}

function addressOf({ mailcow }: Office, { body }: LedgerEntry): string {
  const { address, items } = JSON.parse(body) as { address?: string; items?: number[] }
  return address ?? mailcow.aliases().find(({ id }) => id === items?.[0])?.address ?? body
}
