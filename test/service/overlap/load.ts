import { setTimeout as sleep } from 'node:timers/promises'
import { spansOf } from '../harness/ledger.ts'
import type { Office } from '../harness/office.ts'
import { until } from '../harness/until.ts'
import type { Crew } from './crew.ts'

/** Longer than any step of a run that sends nothing, in milliseconds. */
const quietMs = 400

/** Changes the office and asks for whole runs until so many were made, most of the time faster than they are made. */
export async function keepBusy(crew: Crew, runs: number): Promise<void> {
  const runsNow = () => spansOf(crew.ledger.entries)
  const enough = runsNow().length + runs
  for (let round = 0; runsNow().length < enough; round += 1) {
    changeMember(crew.office, round)
    await askForRun(crew)
    await sleep(round % 4 === 3 ? 200 : Math.random() * 50)
  }
  await becomeQuiet(crew)
}

/** Somebody joins a group, or leaves it where they are in it already. */
export function changeMember({ authentik, groups, users, membersOf }: Office, change: number): void {
  const index = change % groups.length
  const group = groups[index] ?? ''
  const user = users[(change * 17 + 5) % users.length]
  if (!user) throw new Error('an office without users')
  if (membersOf(index).has(user.email)) authentik.removeMember(group, user.pk)
  else authentik.addMember(group, user.pk)
}

/** Asks for a whole run, again where the store does not answer in time, as Authentik would on a busy machine. */
export async function askForRun({ queue }: Crew): Promise<void> {
  await until('the event is stored', () =>
    queue.store([{ scope: { kind: 'all' }, ear: 'webhook', at: Date.now() }]).then(
      () => true,
      () => false,
    ),
  )
}

/** Waits until nothing waits, nothing runs and nobody sends anything. */
export async function becomeQuiet({ queue, ledger }: Crew): Promise<void> {
  let seen: unknown
  const look = async () => {
    const before = ledger.entries.length
    await sleep(quietMs)
    const status = await queue.status().catch((error: unknown) => String(error))
    seen = { status, requests: ledger.entries.length - before, latest: ledger.entries.at(-1) }
    const waits = typeof status === 'string' || status.inbox > 0 || status.running || status.timers > 0
    return !waits && ledger.entries.length === before
  }
  await until('all is quiet', look, 60_000).catch((error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify(seen)}`)
  })
}
