/** What became of one fault. */
interface Mutant {
  readonly status: string
}

/** The part of Stryker's report that is counted (mutation-testing-report-schema). */
export interface Counted {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
}

/** How many faults in some code the tests notice. */
export interface Score {
  /** A test failed. */
  readonly killed: number
  /** A test did not come to its end. */
  readonly timeouts: number
  /** All tests passed. */
  readonly survived: number
  /** No test comes by. */
  readonly uncovered: number
  /** Words for people, which are not changed. */
  readonly ignored: number
  /** Share of those that are noticed, of all but the ignored ones, in percent. */
  readonly percent: number
}

/** The score of a package, as a whole and by file. */
export interface PackageScore extends Score {
  readonly package: string
  readonly files: Readonly<Record<string, Score>>
}

/** Counts a report by package and file, both by name. */
export function scoresOf({ files }: Counted): PackageScore[] {
  const byPackage = Map.groupBy(Object.entries(files), ([file]) => file.split('/').slice(0, 2).join('/'))
  return [...byPackage]
    .map(([name, entries]) => ({
      package: name,
      ...scoreOf(entries.flatMap(([, { mutants }]) => mutants)),
      files: Object.fromEntries(
        entries
          .map(([file, { mutants }]) => [file.replace(`${name}/src/`, ''), scoreOf(mutants)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    }))
    .sort((a, b) => (a.package < b.package ? -1 : 1))
}

function scoreOf(mutants: readonly Mutant[]): Score {
  const count = (status: string) => mutants.filter((mutant) => mutant.status === status).length
  const [killed, timeouts] = [count('Killed'), count('Timeout')]
  const [survived, uncovered] = [count('Survived'), count('NoCoverage')]
  const all = killed + timeouts + survived + uncovered
  const percent = all === 0 ? 100 : Math.floor((1000 * (killed + timeouts)) / all) / 10
  return { killed, timeouts, survived, uncovered, ignored: count('Ignored'), percent }
}
