import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mergeEnv, writeEnvFile } from './env-file.ts'

describe('merging settings into a text', () => {
  test('changes the line of a setting where it stands and adds what is new at the end', () => {
    const text = '# comment\nexport A=1\n\nB = 2\nAB=3'
    expect(mergeEnv(text, { A: '9', B: '8', C: '7' })).toBe('# comment\nA=9\n\nB=8\nAB=3\nC=7\n')
  })

  test('leaves a line alone that says the same in another way', () => {
    const text = 'A=\'1\'\nB="2" # two\n'
    expect(mergeEnv(text, { A: '1', B: '2' })).toBe(text)
  })

  test('changes the line that is in force', () => {
    expect(parseEnv(mergeEnv('A=1\nA=2\n', { A: '3' }))).toEqual({ A: '3' })
  })

  const name = fc.stringMatching(/^[A-Z][A-Z_]{0,3}$/)
  const value = fc.stringMatching(/^[a-zA-Z0-9:/.,_-]{1,12}$/)
  const values = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true })
  const line = fc.oneof(
    fc.tuple(name, value).map(([left, right]) => `${left}=${right}`),
    fc.constantFrom('', '# A=1', 'export A = "b"', "AA='c'"),
  )

  test('always gives exactly the values that are new over those that were there, and is stable', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), values, fc.boolean(), (lines, given, ended) => {
        const text = lines.join('\n') + (ended ? '\n' : '')
        const merged = mergeEnv(text, given)
        expect(parseEnv(merged)).toEqual({ ...parseEnv(text), ...given })
        expect(mergeEnv(merged, given)).toBe(merged)
      }),
    )
  })
})

describe('writing the file', () => {
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'cowherd-env-'))
    onTestFinished(() => rmSync(path, { recursive: true, force: true }))
    return path
  }

  test('makes it for its owner alone, whether it was there or not, and leaves nothing beside it', () => {
    const path = join(folder(), '.env')
    writeEnvFile(path, { A: '1' })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    chmodSync(path, 0o664)
    writeEnvFile(path, { B: '2' })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toBe('A=1\nB=2\n')
    expect(readdirSync(join(path, '..'))).toEqual(['.env'])
  })

  test('follows a link instead of replacing it', () => {
    const path = folder()
    writeFileSync(join(path, 'real'), 'A=1\n')
    symlinkSync(join(path, 'real'), join(path, '.env'))
    writeEnvFile(join(path, '.env'), { A: '2' })
    expect(readFileSync(join(path, 'real'), 'utf8')).toBe('A=2\n')
  })

  test('that cannot be written throws and leaves it as it was', () => {
    expect(() => writeEnvFile('/no/such/folder/.env', { A: '1' })).toThrow('ENOENT')
  })
})
