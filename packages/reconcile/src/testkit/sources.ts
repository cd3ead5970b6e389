import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One source file of the workspace. */
export interface SourceFile {
  /** From the workspace's root, with slashes. */
  readonly path: string
  readonly text: string
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Every TypeScript file of the workspace's apps and packages, tests included. */
export function readSources(): SourceFile[] {
  return ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.[cm]?tsx?$/.test(path) && !path.split(sep).includes('node_modules'))
      .map((path) => ({
        path: relative(root, join(root, folder, path)).replaceAll(sep, '/'),
        text: readFileSync(join(root, folder, path), 'utf8'),
      })),
  )
}

/** Whether a file is there for tests only. */
export function isForTests({ path }: SourceFile): boolean {
  return /\.(test|testkit)\.ts$|\/testkit\//.test(path)
}

/** What a file imports, statically or not; relative paths from the workspace's root. */
export function importsOf({ path, text }: SourceFile): string[] {
  const names = [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]+)\1/g)]
  return names.map(([, , name = '']) =>
    name.startsWith('.') ? new URL(name, `file:///${path}`).pathname.slice(1) : name,
  )
}
