import type { Memory } from '@cowherd/reconcile'
import type { Io } from '../program/io.ts'
import { pausedText } from '../render/pause.ts'

/** Tells on stderr that nothing is written at the moment. */
export async function warnIfPaused(memory: Memory, io: Io): Promise<void> {
  const paused = await memory.pause()
  if (paused) io.stderr.write(`warning: ${pausedText(paused)}\n`)
}
