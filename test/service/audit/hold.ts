import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readEntries } from '@cowherd/audit'
import { runCommand } from '../harness/command.ts'
import { createInstallation, type Installation } from '../harness/installation.ts'
import { createOffice } from '../harness/office.ts'
import { nothingHeld } from '../harness/thresholds.ts'
import { until } from '../harness/until.ts'

/** What became of two groups' lists, of which one is on hold. */
export interface Held {
  readonly held: string
  readonly other: string
  readonly restarted: string
  readonly ended: string
  /** Kinds of causes that the log tells of. */
  readonly causes: ReadonlySet<string>
}

/** Puts the alias of group 0 on hold beside a running service, changes groups 0 and 1, restarts it, and ends the hold. */
export async function holdUnderService(): Promise<Held> {
  const office = createOffice({ groups: 3, membersPerGroup: 2, settings: { thresholds: nothingHeld } })
  const { authentik, mailcow, settings, groups, users } = office
  const installation = await createInstallation({ authentik, mailcow, settings })
  const before = [...office.membersOf(0)]
  const [, , , , , , , newcomer] = users
  if (!newcomer) throw new Error('the office is too small')
  const fate = () => (before.join() === [...office.membersOf(0)].join() ? 'as it was' : 'changed')
  const follows = (index: number) => [...office.membersOf(index)].join() === newcomer.email
  try {
    const first = await installation.start('serve')
    await until(
      'the first sweep is over',
      () => first.log.some(({ message }) => message === 'run'),
      30_000,
      50,
    )
    await cowherd(installation, 'hold', 'group-0@example.org', '--by', 'ann')
    for (const id of groups.slice(0, 2)) authentik.updateGroup(id, { users: [newcomer.pk] })
    await until('the other list follows', () => follows(1), 30_000, 50)
    await installation.askForEverything()
    await sleep(1_500)
    const held = fate()
    const other = follows(1) ? 'follows' : 'stands still'
    await first.end('SIGTERM')
    await installation.start('serve')
    await sleep(2_000)
    const restarted = fate()
    await cowherd(installation, 'hold', 'group-0@example.org', '--end', '--by', 'ann')
    await installation.askForEverything()
    await until('the list follows', () => follows(0), 30_000, 50)
    return { held, other, restarted, ended: 'follows', causes: await causesOf(installation) }
  } finally {
    await installation.remove()
  }
}

async function cowherd({ env }: Installation, ...args: string[]): Promise<void> {
  const { code, stderr } = await runCommand(env, ...args)
  if (code !== 0) throw new Error(`cowherd ${args.join(' ')} ended with ${code}: ${stderr}`)
}

async function causesOf({ env }: Installation): Promise<Set<string>> {
  const causes = new Set<string>()
  for await (const entry of readEntries(join(env['COWHERD_DATA_DIR'] ?? '', 'audit'))) {
    if (entry.kind === 'change') causes.add(entry.cause.kind)
  }
  return causes
}
