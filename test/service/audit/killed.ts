import { join } from 'node:path'
import { type Finding, readEntries, verifyLog } from '@cowherd/audit'
import { createInstallation } from '../harness/installation.ts'
import { createOffice } from '../harness/office.ts'
import { createPlanner } from '../harness/planner.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import { until } from '../harness/until.ts'

/** What a service that was killed left in its log. */
export interface Killed {
  /** Addresses of the aliases that it had made. */
  readonly written: readonly string[]
  /** Addresses that its log told of by then. */
  readonly told: ReadonlySet<string>
  /** What verification found, after the kill and after the next start. */
  readonly findings: readonly Finding[]
  /** What was still to be made after the next start. */
  readonly rest: readonly string[]
}

/** Kills a service that makes so many aliases, and starts another one. */
export async function killDuringSweep(groups: number): Promise<Killed> {
  const office = createOffice({ groups, delayMs: 5, settled: false, settings: { thresholds: nothingHeld } })
  const { authentik, mailcow, settings } = office
  const installation = await createInstallation({ authentik, mailcow, settings })
  const folder = join(installation.env['COWHERD_DATA_DIR'] ?? '', 'audit')
  const plan = createPlanner(authentik, mailcow, settings)
  const left = async () => (await plan()).changes.map(({ address }) => address)
  try {
    const first = await installation.start('serve')
    await until('it writes', () => mailcow.aliases().length >= groups / 5, 60_000, 20)
    await first.end('SIGKILL')
    const written = mailcow.aliases().map(({ address }) => address)
    const told = new Set<string>()
    for await (const entry of readEntries(folder)) if (entry.kind === 'change') told.add(entry.address)
    const afterKill = await verifyLog(folder)
    await installation.start('serve')
    await until('the rest is made', async () => (await left()).length === 0, 120_000, 500)
    const atEnd = await verifyLog(folder)
    return { written, told, findings: [...afterKill.findings, ...atEnd.findings], rest: await left() }
  } finally {
    await installation.remove()
  }
}
