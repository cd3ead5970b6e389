import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsdown'
import { copiedFiles } from './bundle/copied-files.ts'
import { minimumNode } from './bundle/engine.ts'
import { publishedPackage } from './bundle/published-package.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles the program into `dist`, which is the published package. The workspace goes into the bundle; libraries stay
 * dependencies of their own, so that PGlite finds its data files, and a repair of one of them reaches people at once.
 */
export default defineConfig({
  entry: { cowherd: 'bundle/launcher.ts' },
  format: 'esm',
  platform: 'node',
  target: `node${minimumNode.join('.')}`,
  fixedExtension: false,
  dts: false,
  deps: {
    alwaysBundle: /^@cowherd\//,
    // The runtime is what the bundler itself brings for syntax that the oldest Node lacks.
    neverBundle: /^(?!@cowherd\/|@oxc-project\/runtime\/)(?:@[^/]+\/)?[a-z][^:]*$/,
    onlyBundle: [],
  },
  copy: [...copiedFiles],
  plugins: [publishedPackage(root, process.env['GITHUB_REPOSITORY'])],
})
