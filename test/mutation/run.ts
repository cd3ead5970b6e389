import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { scoresOf } from './score.ts'
import { type Results, sectionOf } from './section.ts'
import { type Report, survivorsOf } from './survivors.ts'

const usage = `mutate [options] [files …]

Builds small faults into packages/directory and packages/plan, one at a time, and runs their tests on each: a fault that no test notices
survives. An hour or two on two quiet processors; what was tried before and has not changed since is not tried again, also after Ctrl+C.

  files          globs of the sources to change; default all
  --survivors    shows what survived, line by line, instead of trying
  --summary      counts what was tried so far instead of trying
  --section      shows the last results as a section of the documentation
`
const resultsFile = 'test/mutation/results.json'
const reportFile = '.stryker/report.json'
/** Holds a file for each run that is under way or was cut short. */
const openFolder = '.stryker/open'
const all = 'packages/{directory,plan}/src/**/*.ts'
const notSources = ['**/*.test.ts', '**/testkit/**']

const flag = { type: 'boolean' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: flag, survivors: flag, summary: flag, section: flag },
})
if (values.help) process.stdout.write(usage)
else if (values.section) process.stdout.write(sectionOf(JSON.parse(readFileSync(resultsFile, 'utf8'))))
else if (values.survivors) process.stdout.write(`${survivorsOf(readReport()).join('\n')}\n`)
else {
  if (!values.summary) await tryAll(positionals.length > 0 ? positionals : [all])
  process.stdout.write(summarise())
}

async function tryAll(files: readonly string[]): Promise<void> {
  const openFile = `${openFolder}/${encodeURIComponent(files.join(' '))}`
  mkdirSync(openFolder, { recursive: true })
  writeFileSync(openFile, '')
  await new Stryker({
    mutate: [...files, ...notSources.map((glob) => `!${glob}`)],
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts' },
    plugins: ['@stryker-mutator/vitest-runner', './test/mutation/texts.ts'],
    ignorers: ['texts'],
    concurrency: 2,
    // On a machine that does other things too, slow is not without end.
    timeoutMS: 30_000,
    reporters: ['progress-append-only'],
    incremental: true,
    incrementalFile: reportFile,
    // Stryker rewrites its references with the API of a TypeScript before 7; there are none.
    tsconfigFile: 'none',
    ignorePatterns: ['.stryker', 'apps', 'docs', 'infra'],
  }).runMutationTest()
  // What had been cut short is part of a run over everything.
  rmSync(files.includes(all) ? openFolder : openFile, { recursive: true })
}

/** Writes the results down and tells them in a line for each package. */
function summarise(): string {
  const packages = scoresOf(readReport())
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { encoding: 'utf8' }).trim(),
    node: process.version,
    complete: isComplete(packages),
    packages,
  }
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  return packages
    .map(({ package: name, percent, survived, uncovered }) => {
      return `${name}: ${percent} %, ${survived + uncovered} not noticed\n`
    })
    .join('')
}

/** Whether every file was tried, and no run was cut short and not taken up again. */
function isComplete(packages: Results['packages']): boolean {
  const tried = new Set(
    packages.flatMap((one) => Object.keys(one.files).map((file) => `${one.package}/src/${file}`)),
  )
  const files = globSync(all, { exclude: notSources })
  return globSync(`${openFolder}/*`).length === 0 && files.every((file) => tried.has(file) || !hasCode(file))
}

/** Whether a file holds more than types and names of other files. */
function hasCode(file: string): boolean {
  return /^(?:export )?(?:async )?(?:function|const|class)\b/m.test(readFileSync(file, 'utf8'))
}

function readReport(): Report {
  return JSON.parse(readFileSync(reportFile, 'utf8'))
}
