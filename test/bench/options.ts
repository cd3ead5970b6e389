import { parseArgs } from 'node:util'
import type { Extent } from './rows/part.ts'

/** What a person asks the bench for. */
export interface Options {
  readonly extent: Extent
  /** Names of parts and of backends; all where empty. */
  readonly names: readonly string[]
  readonly json: string | undefined
  readonly page: string | undefined
  /** Files of results to show instead of measuring; none where it is to be measured. */
  readonly from: readonly string[]
}

const full: Extent = {
  groups: [100, 1_000, 10_000],
  nested: 100_000,
  single: 40,
  burst: 1_000,
  webhooks: 10_000,
  repeat: 3,
  scale: 1,
}

/** Some minutes, for a look. */
const short: Extent = {
  groups: [100, 500],
  nested: 5_000,
  single: 20,
  burst: 50,
  webhooks: 1_000,
  repeat: 2,
  scale: 1,
}

/** What `--help` says. */
export const usage = `bench [options] [sweep | change | burst | flood | plan …] [embedded | redis | postgres …]

Measures all parts on all backends that are installed; hours go by on a slow machine.

  --short           small sizes, some minutes
  --groups 100,500  sizes of the companies, in groups of 20
  --nested N        direct memberships of a company in five levels; 0 for none
  --single N        changes one after another
  --burst N         changes at once
  --webhooks N      webhooks at once
  --repeat N        runs of everything, of which the middle one counts
  --scale N         what latencies of the servers are multiplied by
  --json FILE       writes the results
  --page FILE       writes the results as a page of the documentation
  --from FILE       shows the results in files instead of measuring; may stand several times
`

/** Understands the arguments; undefined where help is asked for. Throws where one is unknown or no number. */
export function readOptions(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ groups: text, nested: text, single: text, burst: text, webhooks: text, repeat: text, scale: text },
      ...{ json: text, page: text, from: { ...text, multiple: true } },
      short: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const usual = values.short ? short : full
  const number = (name: Exclude<keyof Extent, 'groups'>) =>
    values[name] === undefined ? usual[name] : toNumber(values[name])
  return {
    extent: {
      groups: values.groups?.split(',').map(toNumber) ?? usual.groups,
      nested: number('nested'),
      single: number('single'),
      burst: number('burst'),
      webhooks: number('webhooks'),
      repeat: number('repeat'),
      scale: number('scale'),
    },
    names: positionals,
    json: values.json,
    page: values.page,
    from: values.from ?? [],
  }
}

function toNumber(text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number < 0 || text.trim() === '') throw new Error(`${text} is no number`)
  return number
}
