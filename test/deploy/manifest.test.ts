import { expect, test } from 'vitest'
import { publishedManifest } from '../../apps/cli/bundle/manifest.ts'

const parts = {
  version: '1.2.3',
  imported: ['b', '@a/a'],
  workspace: [{ dependencies: { b: '2.0.0' } }, { dependencies: { '@a/a': 'catalog:', unused: '1.0.0' } }],
  catalog: { '@a/a': '1.1.1' },
  node: '22.19',
}

test('the published package needs what its bundle imports, in the versions that the workspace names', () => {
  expect(publishedManifest(parts)).toMatchObject({
    version: '1.2.3',
    engines: { node: '>=22.19' },
    dependencies: { '@a/a': '1.1.1', b: '2.0.0' },
  })
  expect(publishedManifest(parts)['dependencies']).not.toHaveProperty('unused')
})

test('it names a repository only where it is published from one', () => {
  expect(publishedManifest(parts)).not.toHaveProperty('repository')
  expect(publishedManifest({ ...parts, repository: 'owner/cowherd' })).toMatchObject({
    repository: { url: 'git+https://github.com/owner/cowherd.git' },
  })
})

test.each([
  ['whose version nobody names', { imported: ['c'] }, /imports c, which is in no dependencies/],
  [
    'of which two versions are named',
    { catalog: { '@a/a': '1.1.1', b: '3.0.0' } },
    /versions of b: 2.0.0, 3.0.0/,
  ],
])('a library %s is an error', (_case, change, message) => {
  const workspace = [...parts.workspace, { dependencies: { b: 'catalog:' } }]
  const twice = 'catalog' in change ? { workspace } : {}
  expect(() => publishedManifest({ ...parts, ...change, ...twice })).toThrow(message)
})
