import type { PackageScore } from './score.ts'

/** What a run found out, as `results.json` keeps it. */
export interface Results {
  /** Day, `YYYY-MM-DD`. */
  readonly date: string
  readonly commit: string
  readonly node: string
  /** False where the run was ended before all changes had been tried. */
  readonly complete: boolean
  readonly packages: readonly PackageScore[]
}

/** The results as a section of the documentation, in Markdown. */
export function sectionOf({ date, commit, node, complete, packages }: Results): string {
  const rows = packages.map(
    ({ package: name, percent, killed, timeouts, survived, uncovered, ignored }) =>
      `| \`${name}\` | ${percent} % | ${killed + timeouts} of ${killed + timeouts + survived + uncovered} | ${timeouts} | ${survived + uncovered} | ${ignored} |`,
  )
  return `## Mutation testing

Small faults are built into the pure packages one at a time, and their own tests run: a fault that no test notices survives. Measured on
${date} at commit ${commit} with Node ${node}, by \`npx -y pnpm@12 mutate\`.${complete ? '' : ' The run was cut short: not every fault was tried.'}

| package | score | noticed | of these by running without end | not noticed | left out |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Left out are words for people: texts with a blank in them. Random tests make fewer runs meanwhile, always the same ones.
`
}
