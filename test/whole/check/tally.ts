/** Counts how often what was met, in how many cases. */
export interface Tally {
  case(names: Iterable<string>): void
  share(name: string): number
  readonly cases: number
  /** Lines for people, most frequent first. */
  lines(): string[]
}

/** Makes a tally. */
export function createTally(): Tally {
  const counts = new Map<string, number>()
  let cases = 0
  const share = (name: string) => (counts.get(name) ?? 0) / Math.max(1, cases)
  return {
    case(names) {
      cases += 1
      for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
    },
    share,
    get cases() {
      return cases
    },
    lines: () =>
      [...counts]
        .sort((a, b) => b[1] - a[1])
        .map(
          ([name, count]) =>
            `${name.padEnd(32)} ${String(count).padStart(5)}  ${(share(name) * 100).toFixed(1)} %`,
        ),
  }
}
