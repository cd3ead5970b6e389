import type { Io } from '../program/io.ts'
import { writeEnvFile } from './env-file.ts'
import type { Known } from './settings.ts'

/** One setting that comes out of a set-up. */
export interface SettingOutcome {
  readonly name: string
  /** null where it was written into the file instead. */
  readonly value: string | null
}

/** Settings that came out, and what a person has to do about them. */
export interface Outcome {
  readonly settings: readonly SettingOutcome[]
  /** The file that they were written into. */
  readonly file: string | null
  readonly notes: readonly string[]
}

/**
 * Gives settings to the person: into the file to write into, else to be shown. A secret that has a file of its own
 * (`…_FILE`) is shown as one that belongs there.
 *
 * @throws Error of the file system
 */
export function handOver(values: Readonly<Record<string, string>>, known: Known): Outcome {
  const entries = Object.entries(values)
  const elsewhere = entries.filter(([name]) => known.fileOf(name) !== undefined)
  const own = entries.filter(([name]) => known.fileOf(name) === undefined)
  const notes = elsewhere.map(
    ([name]) =>
      `${name}_FILE is set: the value of ${name} belongs into ${known.fileOf(name)}, not into .env.`,
  )
  const shown = (list: typeof entries) => list.map(([name, value]) => ({ name, value }))
  if (known.envFile === undefined) return { settings: shown(entries), file: null, notes }
  writeEnvFile(known.envFile, Object.fromEntries(own))
  const written = own.map(([name]) => ({ name, value: null }))
  return { settings: [...written, ...shown(elsewhere)], file: known.envFile, notes }
}

/** Prints settings as lines of a `.env`, and nothing else; what a person has to know goes to stderr. */
export function printOutcome(io: Io, { settings, file, notes }: Outcome): void {
  const names = settings.filter(({ value }) => value === null).map(({ name }) => name)
  if (file !== null)
    io.stderr.write(`Written into ${file}, which only its owner may read: ${names.join(', ')}.\n`)
  for (const { name, value } of settings) if (value !== null) io.stdout.write(`${name}=${value}\n`)
  for (const note of notes) io.stderr.write(`${note}\n`)
}
