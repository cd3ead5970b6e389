import { chmodSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Settings by name. */
export type Values = Readonly<Record<string, string>>

/**
 * The text of a file of NAME=value lines with these values in it. Every other line stays as it is, and so does a line that
 * has the value already; what is new goes to the end.
 */
export function mergeEnv(text: string, values: Values): string {
  const before = parseEnv(text)
  const changed = Object.entries(values).filter(([name, value]) => before[name] !== value)
  let merged = text
  for (const [name, value] of changed) {
    const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'gm')
    const found = [...merged.matchAll(line)]
    const last = found.at(-1)
    // The last of several lines is the one in force.
    if (last)
      merged = `${merged.slice(0, last.index)}${name}=${value}${merged.slice(last.index + last[0].length)}`
    else merged = `${merged}${merged === '' || merged.endsWith('\n') ? '' : '\n'}${name}=${value}\n`
  }
  return merged
}

/**
 * Writes values into a file of settings that only its owner may read; it is made where it is missing. Never leaves half a file.
 *
 * @throws Error of the file system
 */
export function writeEnvFile(path: string, values: Values): void {
  const { target, text } = readExisting(path)
  const temporary = `${target}.${process.pid}.new`
  writeFileSync(temporary, mergeEnv(text, values), { mode: 0o600, flag: 'wx' })
  // The mode of a new file is cut by the umask only; that of the old one must not come back.
  chmodSync(temporary, 0o600)
  renameSync(temporary, target)
}

function readExisting(path: string): { readonly target: string; readonly text: string } {
  try {
    const target = realpathSync(path)
    return { target, text: readFileSync(target, 'utf8') }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { target: path, text: '' }
    throw error
  }
}
