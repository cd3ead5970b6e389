import { type HeldStill, holdText } from '@cowherd/plan'
import type { Paint } from './style.ts'

/** The aliases on hold as text for people. Ends with a line feed. */
export function renderHolds(holds: readonly HeldStill[], now: Date, paint: Paint): string {
  if (holds.length === 0) return 'No alias is on hold.\n'
  const lines = holds.flatMap((one) => [
    `${paint('bold', one.slot.alias.address)}  ${holdText(one, now)}`,
    ...one.leavers.map((member) => paint('red', `  ${member} still receives, and is not in its group`)),
    ...one.waiting.map((member) => paint('yellow', `  ${member} is in its group, and does not receive`)),
  ])
  return `${[...lines, 'End a hold with: cowherd hold ADDRESS --end'].join('\n')}\n`
}
