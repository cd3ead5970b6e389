import type { Io } from '../program/io.ts'

/** An outside that nothing may be asked of: for looking at the command line without running it. */
export const neverIo: Io = {
  env: {},
  stdout: { write: never },
  stderr: { write: never },
  now: never,
  randomName: never,
  random: never,
  readFile: never,
  createTransport: never,
  signal: AbortSignal.abort(),
}

function never(): never {
  throw new Error('nothing is run here')
}
