import { CommanderError } from 'commander'
import { exitCodes } from './exit-code.ts'
import { failureOf } from './failure.ts'
import type { Io } from './io.ts'
import { buildProgram } from './program.ts'

/**
 * Runs one command line.
 *
 * @param args arguments after the program's name
 * @returns the exit code; never throws
 */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.done
  const program = buildProgram(io, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    const failure = failureOf(error)
    if (args.includes('--json')) {
      io.stdout.write(
        `${JSON.stringify({ error: { code: failure.code, message: failure.message } }, null, 2)}\n`,
      )
    }
    io.stderr.write(`cowherd: ${failure.message}\n`)
    return failure.exitCode
  }
}
