import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionOutcome, type ConsoleActions, conflictKey, runFacts } from '@cowherd/console'
import type { Queue, RunResult } from '@cowherd/queue'
import type { Memory, SyncContext } from '@cowherd/reconcile'
import { pausedText } from '../../render/pause.ts'
import { requestRun } from '../control.ts'
import { adoptAlias, previewAdoption } from './adoption.ts'
import type { Looker } from './looker.ts'
import type { VerdictStore } from './verdicts.ts'

/** A decision, as the audit log has it. */
export interface Decision {
  readonly decision: 'approve' | 'refuse' | 'adopt' | 'ignore' | 'pause' | 'resume'
  readonly by: string
  readonly address?: string
  readonly detail?: string
}

/** What actions work with. */
export interface ActionContext {
  readonly queue: Queue
  readonly memory: Memory
  readonly looker: Looker
  readonly verdicts: VerdictStore
  /** What the console itself reads and writes by; for somebody who has something changed, with what writes that down. */
  readonly context: (by?: string) => SyncContext
  /** Kept before anything is done. */
  readonly decide: (decision: Decision) => Promise<void>
  /** Tells open pages. */
  readonly turn: () => void
  readonly now: () => Date
}

/** A person waits so long for a run, and for the look after it, in milliseconds. */
const runWaitMs = 20_000
const lookWaitMs = 5_000

const refusal = (text: string): ActionOutcome => ({ ok: false, text })
const done = (text: string): ActionOutcome => ({ ok: true, text })
const changed =
  'These are not the held changes any more: nothing of them was made. Look at what is held now, and decide again.'

/** Makes the actions. */
export function createActions(options: ActionContext): ConsoleActions {
  const { queue, memory, looker, verdicts, decide, turn, now } = options
  const approvalShown = () => looker.model()?.plan.approval

  async function seen(outcome: ActionOutcome): Promise<ActionOutcome> {
    await Promise.race([looker.renew(), sleep(lookWaitMs)])
    turn()
    return outcome
  }

  return {
    async approve(checksum, by) {
      if (checksum === '' || checksum !== approvalShown()) return refusal(changed)
      const paused = await memory.pause()
      if (paused) return refusal(`Nothing was made: ${pausedText(paused)}`)
      if ((await queue.workers()) === 0) return refusal('No worker is running: nothing was made.')
      await decide({ decision: 'approve', by, detail: checksum })
      await verdicts.set('refused', checksum, undefined)
      const run = requestRun(queue, memory, { nightly: false, approve: checksum })
      run.then(
        () => looker.note(),
        () => looker.note(),
      )
      const result = await Promise.race([
        run.catch(() => 'failed' as const),
        sleep(runWaitMs, 'late' as const),
      ])
      if (result === 'late') return done('They are being made; this page tells when it is done.')
      if (result === 'failed') return refusal('The run failed and is tried again; Activity tells why.')
      return seen(outcomeOf(result, checksum))
    },

    async refuse(checksum, by) {
      if (checksum === '' || checksum !== approvalShown()) return refusal(changed)
      await decide({ decision: 'refuse', by, detail: checksum })
      await verdicts.set('refused', checksum, { by, at: now().toISOString() })
      turn()
      return done('Refused: these changes stay held, and nobody is asked about them any more.')
    },

    previewAdoption: (address) => previewAdoption(options.context(), address),

    async adopt(address, checksum, by) {
      const outcome = await adoptAlias(options.context(by), address, checksum, () =>
        decide({ decision: 'adopt', by, address }),
      )
      return seen(outcome)
    },

    async ignore(conflict, ignored, by) {
      const known = looker.model()?.plan.conflicts.find((one) => conflictKey(one) === conflict)
      if (!known) return refusal('This conflict is not there any more.')
      await decide({
        ...{ decision: 'ignore', by, detail: ignored ? known.code : `shown again: ${known.code}` },
        ...(known.address === null ? {} : { address: known.address }),
      })
      await verdicts.set('ignored', conflict, ignored ? { by, at: now().toISOString() } : undefined)
      turn()
      return done(ignored ? 'Set aside.' : 'Shown again.')
    },

    async pause(reason, by) {
      const before = await memory.pause()
      const why = reason === '' ? 'no reason given' : reason
      await decide({ decision: 'pause', by, detail: why })
      await memory.setPause({ since: before?.since ?? now().toISOString(), reason: `${why} (${by})` })
      turn()
      return done('Nothing is written until somebody resumes.')
    },

    async resume(by) {
      await decide({ decision: 'resume', by })
      await memory.setPause(undefined)
      turn()
      return done('Writes go on with the next run.')
    },
  }
}

/** What a run made of an approval. */
function outcomeOf(result: RunResult, checksum: string): ActionOutcome {
  const { applied, failed, held, approval, paused } = runFacts({ result })
  if (paused) return refusal('Nothing was made: writes are paused.')
  if (approval === checksum) {
    return refusal('Nothing of them was made: it is too long ago that somebody saw them. Approve once more.')
  }
  if (held > 0) return refusal(changed)
  const made = `${applied} changes were made`
  return failed > 0
    ? refusal(`${made}, and ${failed} failed: they are tried again.`)
    : done(`Approved: ${made}.`)
}
