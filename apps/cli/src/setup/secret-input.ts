import { UsageError } from '../program/failure.ts'
import type { Io } from '../program/io.ts'
import type { Terminal } from './terminal.ts'

/** A secret that is needed once. */
interface SecretInput {
  /** File that holds it, `-` for what is piped in; undefined asks the person. */
  readonly file: string | undefined
  /** The option that names the file, for messages. */
  readonly option: string
  /** What it is, such as `API token of an Authentik administrator`. */
  readonly what: string
}

/**
 * Reads a secret from a file, from what is piped in, or from a person, unseen. It is kept nowhere.
 *
 * @throws UsageError where there is none, and for what cannot stand in a header
 */
export async function readSecret(io: Io, terminal: Terminal, input: SecretInput): Promise<string> {
  const secret = (await readText(io, terminal, input)).trim()
  if (secret === '') throw new UsageError(`no ${input.what} was given`)
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new UsageError(`the ${input.what} holds a blank, a line break or a character outside ASCII`)
  }
  return secret
}

async function readText(io: Io, terminal: Terminal, { file, option, what }: SecretInput): Promise<string> {
  if (file === '-') return terminal.readAll()
  if (file !== undefined) {
    try {
      return io.readFile(file)
    } catch (error) {
      throw new UsageError(`${option} cannot be read: ${codeOf(error)}`)
    }
  }
  if (terminal.interactive) return terminal.ask(`${what} (not shown): `, true)
  throw new UsageError(
    `the ${what} is needed: run this in a terminal, or give ${option} a file, or - for stdin`,
  )
}

/** The message would repeat the path, which may be the secret itself, given in the wrong place. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
}
