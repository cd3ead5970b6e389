import type { Result, WrongKind } from './model.ts'

/** The verdict as Markdown. */
export function verdictTable(result: Result): string {
  const { faults, changes, webhooks, restarts } = result
  const count = (kind: WrongKind) => result.wrong.filter((one) => one.kind === kind).length
  const must = (kind: WrongKind) => `${count(kind)}${count(kind) === 0 ? '' : ' **wrong**'}`
  const rows: [string, string | number][] = [
    ['time', `${Math.round(result.tookSeconds / 6) / 10} min`],
    ['cycles of faults and quiet', result.cycles],
    ['faults', sumOf(faults)],
    ['changes of the directory', sumOf(changes)],
    [
      'webhooks delivered / refused at first / lost',
      `${webhooks.delivered} / ${webhooks.refused} / ${webhooks.lost}`,
    ],
    ['runs', result.runs],
    ['writes to Mailcow', result.writes],
    ['alias states looked at', result.aliasStates],
    ['process starts', restarts.starts],
    [
      'processes that ended by themselves / starts that failed',
      `${restarts.endedByThemselves} / ${restarts.failed}`,
    ],
    ['longest until all was right after the faults', seconds(result.longestUntilRightMs)],
    ['**wrong final states** (must be 0)', must('wrong final state')],
    ['**foreign aliases touched** (must be 0)', must('foreign alias touched')],
    ['**lists emptied, deleted or robbed of a member** (must be 0)', must('list robbed')],
    [
      `**longest stay of a leaver after the faults** (bound ${seconds(result.leaverBoundMs)})`,
      `${seconds(result.longestLeaverStayMs)}${count('leaver stayed') === 0 ? '' : ' **wrong**'}`,
    ],
  ]
  return [
    `| ${result.backend}, seed ${result.seed} | |`,
    '| --- | --- |',
    ...rows.map(([what, value]) => `| ${what} | ${value} |`),
  ].join('\n')
}

/** How often each fault happened, side by side for several results. */
export function faultTable(results: readonly Result[]): string {
  const kinds = [...new Set(results.flatMap(({ faults }) => Object.keys(faults)))].sort()
  return [
    `| fault | ${results.map(({ backend }) => backend).join(' | ')} |`,
    `| --- |${results.map(() => ' --- |').join('')}`,
    ...kinds.map((kind) => `| ${kind} | ${results.map(({ faults }) => faults[kind] ?? 0).join(' | ')} |`),
  ].join('\n')
}

/** All that is wrong, with how to repeat it. */
export function wrongText({ wrong, backend, seed, minutes }: Result): string {
  return wrong
    .map(({ kind, cycle, what, history }) =>
      [
        `### ${kind} in cycle ${cycle}: npx -y pnpm@12 chaos --minutes ${minutes} --queue ${backend} --seed ${seed}`,
        ...what.map((one) => `- ${one}`),
        '',
        ...history.map((one) => `    ${one}`),
      ].join('\n'),
    )
    .join('\n\n')
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
