import picomatch from 'picomatch'
import type { NamePattern } from '../model/pattern.ts'
import type { Reading } from '../schema/reading.ts'

const globOctetsMax = 1_000
const delimited = /^\/(.*)\/([^/]*)$/s

/** Reads `/regular expression/flags` or a glob. */
export function readPattern(text: string): Reading<NamePattern> {
  if (text === '') return { problem: 'must not be empty' }
  if (Buffer.byteLength(text) > globOctetsMax)
    return { problem: `must not be longer than ${globOctetsMax} bytes` }
  return text.startsWith('/') ? readRegex(text) : readGlob(text)
}

/** Whether a name matches. Throws where a regular expression does not compile; those of a file always do. */
export function matcher(pattern: NamePattern): (name: string) => boolean {
  if (pattern.kind === 'glob') {
    const matches = picomatch(pattern.glob, { bash: true, dot: true })
    // Its second parameter changes what it gives.
    return (name) => matches(name)
  }
  const regex = new RegExp(pattern.source, pattern.flags)
  return (name) => regex.test(name)
}

function readGlob(glob: string): Reading<NamePattern> {
  const pattern = { kind: 'glob', glob } as const
  try {
    matcher(pattern)
    return { value: pattern }
  } catch (error) {
    return { problem: `is no glob: ${reasonOf(error)}` }
  }
}

function readRegex(text: string): Reading<NamePattern> {
  const [, source, flags] = delimited.exec(text) ?? []
  if (source === undefined || flags === undefined) {
    return {
      problem: `starts a regular expression that has no / at its end; for names that begin with a slash write /^\\${text}/`,
    }
  }
  if (source === '') return { problem: 'is an empty regular expression' }
  if (!/^(?:i?u?|ui)$/.test(flags))
    return { problem: `has the flags "${flags}"; only i and u can stand there` }
  try {
    new RegExp(source, flags)
    return { value: { kind: 'regex', source, flags } }
  } catch (error) {
    return { problem: `is no regular expression: ${reasonOf(error)}` }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
