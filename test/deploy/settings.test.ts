import { globSync, readFileSync } from 'node:fs'
import { describeSettings } from '@cowherd/config'
import { expect, test } from 'vitest'
import { root } from './harness/run.ts'

const known = new Set(
  describeSettings().flatMap(({ name, fileName }) => (fileName === undefined ? [name] : [name, fileName])),
)
/** Mailcow's own variables, which its folder gives to every compose file in it. */
const mailcows = new Set(['MAILCOW_HOSTNAME'])

const files = globSync(
  [
    'infra/{compose,docker,systemd,helm}/**/*',
    'docs/install-*.md',
    'docs/{security,upgrade}.md',
    '.github/**/*.yml',
  ],
  { cwd: root, withFileTypes: true },
)
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`)

test.each(files)('every setting that is named in it is one: %s', (path) => {
  const named = readFileSync(path, 'utf8').match(/\b(?:AK|MAILCOW|COWHERD)_[A-Z_]*[A-Z]\b/g) ?? []
  expect(named.filter((name) => !known.has(name) && !mailcows.has(name))).toEqual([])
})

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(20)
})
