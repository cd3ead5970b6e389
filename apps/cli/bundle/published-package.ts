import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { isAbsolute, join } from 'node:path'
import type { Rolldown } from 'tsdown'
import { parse } from 'yaml'
import own from '../package.json' with { type: 'json' }
import { minimumNode } from './engine.ts'
import { publishedManifest, type WorkspaceManifest } from './manifest.ts'

/**
 * Adds the package.json of what is published to the bundle.
 *
 * @param root folder of the workspace
 * @param repository `owner/name` on GitHub, where it is published from there
 */
export function publishedPackage(root: string, repository: string | undefined): Rolldown.Plugin {
  return {
    name: 'published-package',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      // What is imported when it is needed, and from outside, stands with the modules alone.
      const later = chunks
        .flatMap(({ moduleIds }) => moduleIds)
        .flatMap((id) => this.getModuleInfo(id)?.dynamicallyImportedIds ?? [])
        .filter((id) => !isAbsolute(id))
      const names = [...chunks.flatMap(({ imports }) => imports), ...later]
      const manifest = publishedManifest({
        version: own.version,
        imported: new Set(names.filter((name) => !(name in bundle) && !isBuiltin(name)).map(packageOf)),
        workspace: workspaceManifests(root),
        catalog: parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')).catalog,
        node: minimumNode.join('.'),
        repository,
      })
      this.emitFile({
        type: 'asset',
        fileName: 'package.json',
        source: `${JSON.stringify(manifest, null, 2)}\n`,
      })
    },
  }
}

function workspaceManifests(root: string): WorkspaceManifest[] {
  return ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) =>
      JSON.parse(readFileSync(join(root, folder, name, 'package.json'), 'utf8')),
    ),
  )
}

/** The package of an import, such as `@scope/name` of `@scope/name/part`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
