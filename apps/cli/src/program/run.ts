import { CommanderError } from 'commander'
import { errorDocument } from '../document/error.ts'
import { writeJson } from '../render/json.ts'
import { createProgress } from '../render/progress.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { type Failure, failureOf } from './failure.ts'
import type { Io } from './io.ts'
import { commandsNamed } from './named.ts'
import { buildProgram } from './program.ts'

/**
 * Runs one command line.
 *
 * @param args arguments after the program's name
 * @returns the exit code; never throws
 */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const progress = createProgress(io.stderr)
  const setExit = (code: ExitCode) => {
    exitCode = code
  }
  const program = buildProgram({ ...io, progress }, setExit, await commandsNamed(args))
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    progress.stop()
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done
    const failure = error instanceof CommanderError ? usageFailure(error) : failureOf(error)
    if (args.includes('--json')) writeJson(io, errorDocument(failure))
    // The parser has told its own errors already.
    if (!(error instanceof CommanderError)) io.stderr.write(`cowherd: ${failure.message}\n`)
    return failure.exitCode
  }
}

function usageFailure(error: CommanderError): Failure {
  return { code: 'usage', message: error.message.replace(/^error: /, ''), exitCode: exitCodes.usage }
}
