import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Files that a running program never opens; archives are extensions of PGlite's database. */
const unread = /\.(?:map|md|markdown|[cm]?ts|tsbuildinfo|flow|tar\.gz)$/i
/** Folders of a library that it does not need to run. */
const aside = /\/node_modules\/(?:@[^/]+\/)?[^/]+\/(?:test|examples)$/
/** The workspace, which is in the bundle; and a faster reader of numbers, which would tie the image to one processor. */
const leftOut = [
  '@cowherd',
  '@msgpackr-extract',
  '.bin',
  '.pnpm',
  '.modules.yaml',
  '.pnpm-workspace-state-v1.json',
]

/**
 * Lays out the folder of the image's program: the bundle, and the libraries that it imports.
 *
 * @param deployed folder that `pnpm deploy` made of the package, bundled before, with all libraries at one level
 * @param image folder to make
 */
function layOutImage(deployed: string, image: string): void {
  rmSync(image, { recursive: true, force: true })
  cpSync(join(deployed, 'dist'), image, { recursive: true })
  const libraries = join(image, 'node_modules')
  mkdirSync(libraries)
  for (const name of readdirSync(join(deployed, 'node_modules'))) {
    if (leftOut.includes(name)) continue
    cpSync(join(deployed, 'node_modules', name), join(libraries, name), {
      recursive: true,
      filter: (path) => (statSync(path).isDirectory() ? !aside.test(path) : !unread.test(path)),
    })
  }
}

const [deployed, image] = process.argv.slice(2)
if (deployed === undefined || image === undefined) throw new Error('usage: image.ts DEPLOYED IMAGE')
layOutImage(deployed, image)
