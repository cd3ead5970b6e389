import type { Pause } from '@cowherd/reconcile'

/** Since when and why nothing is written, and how to go on. */
export function pausedText({ since, reason }: Pause): string {
  return `Paused since ${since} (${reason}); go on with: cowherd resume.`
}
