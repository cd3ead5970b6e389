import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * The path of a server's program. Where it is missing: installed from Debian's package by root with CI=1 or
 * COWHERD_INSTALL_SERVERS=1, an error in CI, undefined on a developer's machine.
 */
export function findProgram(find: () => string | undefined, debianPackage: string): string | undefined {
  const found = find()
  if (found !== undefined) return found
  const { CI, COWHERD_INSTALL_SERVERS } = process.env
  const isCi = CI !== undefined && CI !== '' && CI !== '0' && CI !== 'false'
  if ((isCi || COWHERD_INSTALL_SERVERS === '1') && process.getuid?.() === 0) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' } as const
    execFileSync('apt-get', ['update'], options)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], options)
    const installed = find()
    if (installed !== undefined) return installed
  }
  if (isCi) throw new Error(`${debianPackage} is not installed, and CI skips no server`)
  return undefined
}

/** The first of these paths that exists. */
export function firstOf(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path))
}
