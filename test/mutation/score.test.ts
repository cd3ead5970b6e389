import { expect, test } from 'vitest'
import { scoresOf } from './score.ts'
import { sectionOf } from './section.ts'
import { survivorsOf } from './survivors.ts'

const mutants = (...statuses: string[]) => ({ mutants: statuses.map((status) => ({ status })) })

const report = {
  files: {
    'packages/plan/src/b/two.ts': mutants('Killed', 'Timeout', 'Survived', 'Ignored'),
    'packages/plan/src/a/one.ts': mutants('Killed', 'Killed', 'NoCoverage'),
    'packages/directory/src/model.ts': mutants('Killed'),
    'packages/directory/src/texts.ts': mutants('Ignored'),
  },
}

test('changes that a test notices count of all that were tried, by package and file', () => {
  const [directory, plan] = scoresOf(report)
  expect(directory).toMatchObject({ package: 'packages/directory', killed: 1, ignored: 1, percent: 100 })
  expect(plan).toMatchObject({ killed: 3, timeouts: 1, survived: 1, uncovered: 1, percent: 66.6 })
  expect(Object.entries(plan?.files ?? {}).map(([file, { percent }]) => [file, percent])).toEqual([
    ['a/one.ts', 66.6],
    ['b/two.ts', 66.6],
  ])
})

test('the section for the documentation has a row for each package, and says so where the run was cut short', () => {
  const results = {
    ...{ date: '2026-11-25', commit: 'abc', node: 'v24.9.0', complete: true },
    packages: scoresOf(report),
  }
  const section = sectionOf(results)
  expect(section).toContain('| `packages/plan` | 66.6 % | 4 of 6 | 1 | 2 | 1 |')
  expect(section).not.toContain('cut short')
  expect(sectionOf({ ...results, complete: false })).toContain('cut short')
})

test('what survived is told with its place, what was there and what stood there instead', () => {
  const at = (line: number, from: number, to: number) => ({
    start: { line, column: from },
    end: { line, column: to },
  })
  const source = 'const a = 1\nconst b = a > 0\n'
  const mutant = { status: 'Survived', mutatorName: 'EqualityOperator', replacement: 'a >= 0' }
  const mutants = [
    { ...mutant, location: at(2, 11, 16) },
    { ...mutant, status: 'Killed', location: at(2, 11, 16) },
  ]
  expect(survivorsOf({ files: { 'x.ts': { source, mutants } } })).toEqual([
    'x.ts:2 Survived EqualityOperator: a > 0 → a >= 0',
  ])
})
