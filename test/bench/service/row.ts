/** One line of the table: what was asked for and what this machine did. */
export interface Row {
  readonly what: string
  readonly target: string
  readonly measured: string
  /** Undefined where nothing was asked for. */
  readonly met: boolean | undefined
}

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  return ['| what | target | measured | |', '| --- | --- | --- | --- |', ...rows.map(lineOf)].join('\n')
}

/** One line of the table. */
export function lineOf({ what, target, measured, met }: Row): string {
  return `| ${what} | ${target} | ${measured} | ${met === undefined ? '' : met ? 'met' : '**missed**'} |`
}

/** The value that such a share of all values keeps to. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function milliseconds(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`
}
