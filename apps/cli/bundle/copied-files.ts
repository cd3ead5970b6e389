import { fileURLToPath } from 'node:url'

/** Files of the workspace that the published package holds beside the bundle, as whole paths. */
export const copiedFiles: readonly string[] = [
  'README.md',
  'LICENSE',
  'apps/cli/CHANGELOG.md',
  'infra/systemd/cowherd.service',
  'infra/authentik/cowherd.blueprint.yaml',
  'packages/rules/cowherd.schema.json',
].map((name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url)))
