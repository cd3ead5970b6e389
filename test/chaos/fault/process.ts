import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultSource } from './fault.ts'

/** Longer than the lock of a run, which is 10 s. */
const stoppedMs = { from: 12_000, to: 18_000 }
const hourMs = 3_600_000

/** A process is killed and started again. */
export const killed: FaultSource = (random, { slots }, mostMs) => {
  const slot = random.pick(slots)
  const forMs = random.int(100, Math.min(5_000, mostMs))
  return {
    kind: 'process killed',
    what: `${slot.name} for ${forMs} ms`,
    async happen() {
      await slot.kill()
      await sleep(forMs)
      slot.raise()
    },
  }
}

/** A process stands still for longer than its lock, and goes on as if nothing had been. */
export const stopped: FaultSource = (random, { slots }) => {
  const slot = random.pick(slots)
  const forMs = random.int(stoppedMs.from, stoppedMs.to)
  return {
    kind: 'process stopped for longer than its lock',
    what: `${slot.name} for ${forMs} ms`,
    async happen() {
      slot.signal('SIGSTOP')
      await sleep(forMs)
      slot.signal('SIGCONT')
    },
  }
}

/** The clock of a process jumps by hours, and back. */
export const clockJump: FaultSource = (random, { slots }, mostMs) => {
  const slot = random.pick(slots)
  const byMs = random.pick([-1, 1]) * random.int(hourMs, 5 * hourMs)
  const forMs = random.int(2_000, Math.max(3_000, mostMs))
  return {
    kind: 'clock jump of hours, and back',
    what: `${slot.name} by ${Math.round(byMs / 60_000)} min for ${forMs} ms`,
    async happen() {
      slot.shiftClock(byMs)
      await sleep(forMs)
      slot.shiftClock(0)
    },
  }
}
