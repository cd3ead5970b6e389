/** What is read of a package.json of the workspace. */
export interface WorkspaceManifest {
  readonly name?: string
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** What the published manifest is made of. */
export interface ManifestParts {
  readonly version: string
  /** Packages that the bundle still imports. */
  readonly imported: Iterable<string>
  /** All packages of the workspace. */
  readonly workspace: readonly WorkspaceManifest[]
  /** Versions that packages of the workspace name as `catalog:`. */
  readonly catalog: Readonly<Record<string, string>>
  /** The oldest Node, such as `22.19`. */
  readonly node: string
  /** `owner/name` on GitHub, where it is published from there. */
  readonly repository?: string | undefined
}

/**
 * The package.json of the published package. Its dependencies are what the bundle imports, in the versions that are
 * tested.
 *
 * @throws Error where no package of the workspace names the version of something imported, or two name different ones
 */
export function publishedManifest(parts: ManifestParts): Readonly<Record<string, unknown>> {
  const { version, imported, node, repository } = parts
  const url = repository && `https://github.com/${repository}`
  return {
    name: 'cowherd',
    version,
    description: 'Keeps the mail aliases of a Mailcow server equal to the groups of an Authentik directory',
    keywords: ['mailcow', 'authentik', 'mail', 'alias', 'group', 'sync'],
    license: 'MIT',
    ...(url && { homepage: `${url}#readme`, bugs: `${url}/issues` }),
    ...(url && { repository: { type: 'git', url: `git+${url}.git` } }),
    type: 'module',
    bin: { cowherd: 'cowherd.js' },
    engines: { node: `>=${node}` },
    dependencies: Object.fromEntries([...imported].sort().map((name) => [name, versionOf(name, parts)])),
  }
}

function versionOf(name: string, { workspace, catalog }: ManifestParts): string {
  const named = workspace.flatMap(({ dependencies }) => dependencies?.[name] ?? [])
  const versions = new Set(named.map((version) => (version === 'catalog:' ? catalog[name] : version)))
  const [version] = versions
  if (version !== undefined && versions.size === 1) return version
  throw new Error(
    version === undefined
      ? `the bundle imports ${name}, which is in no dependencies of the workspace`
      : `the workspace names several versions of ${name}: ${[...versions].join(', ')}`,
  )
}
