interface Place {
  readonly line: number
  readonly column: number
}

/** The part of Stryker's report that tells what survived. */
export interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string
        readonly mutants: readonly {
          readonly status: string
          readonly mutatorName: string
          readonly replacement?: string
          readonly location: { readonly start: Place; readonly end: Place }
        }[]
      }
    >
  >
}

/** A line for each fault that no test noticed: where it is, what was there and what stood there instead. */
export function survivorsOf({ files }: Report): string[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n')
    return mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ status, mutatorName, replacement = '', location: { start, end } }) => {
        const line = lines[start.line - 1] ?? ''
        const was = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined)
        return `${file}:${start.line} ${status} ${mutatorName}: ${was} → ${replacement.split('\n')[0]}`
      })
  })
}
