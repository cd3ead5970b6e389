import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot, isCi, run, succeed } from './run.ts'

/** A published package as a stranger gets it. */
export interface InstalledPackage {
  /** Folder that it was installed into. */
  readonly folder: string
  /** Names of its own files. */
  readonly files: readonly string[]
}

/**
 * Whether packages can be installed here. In CI they can: a registry that is away is a failure there.
 */
export async function registryAnswers(): Promise<boolean> {
  return (
    isCi ||
    (await run('npm', ['view', 'commander', 'version', '--fetch-retries=0', '--fetch-timeout=5000'])).code ===
      0
  )
}

/**
 * Bundles the package, packs it, and installs the archive with npm in an empty folder.
 *
 * @param folder an empty one; the archive and the bundle go there too
 */
export async function installPackage(folder: string): Promise<InstalledPackage> {
  const bundle = join(folder, 'bundle')
  await succeed('npx', ['tsdown', '--out-dir', bundle, '--log-level', 'error'], { cwd: inRoot('apps/cli') })
  const packed: [{ filename: string; files: { path: string }[] }] = JSON.parse(
    await succeed('npm', ['pack', bundle, '--json', '--pack-destination', folder]),
  )
  const [{ filename, files }] = packed
  const place = join(folder, 'empty')
  await mkdir(place)
  const options = ['--no-audit', '--no-fund', '--ignore-scripts']
  await succeed('npm', ['install', ...options, join(folder, filename)], { cwd: place })
  return { folder: place, files: files.map(({ path }) => path) }
}
