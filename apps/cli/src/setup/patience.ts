import type { Settings } from '@cowherd/config'
import type { Io } from '../program/io.ts'

/** How long a command that sets up waits for a server, in milliseconds. */
export function patienceOf(
  io: Io,
  { timeout }: Pick<Settings, 'timeout'>,
): { readonly timeoutMs: number; readonly patienceMs: number } {
  return { timeoutMs: timeout * 1000, patienceMs: io.patienceMs ?? timeout * 1000 }
}
