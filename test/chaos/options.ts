import { parseArgs } from 'node:util'
import type { Backend } from './installation/site.ts'

/** What a person asks chaos for. */
export interface Options {
  readonly minutes: number
  readonly backend: Backend
  readonly seed: number
  readonly json: string | undefined
  readonly workDir: string
  /** Where the page of the documentation is written, from results instead of a run. */
  readonly page: string | undefined
  readonly from: readonly string[]
}

/** What `--help` says. */
export const usage = `chaos [options]

Runs a whole installation under random faults and judges every alias state. Exit code 1 when anything is wrong.

  --minutes N      how long; default 2
  --queue NAME     embedded, redis or postgres; default embedded
  --seed N         repeats the same faults and changes; default drawn
  --json FILE      writes the result, after each cycle too
  --work FOLDER    where logs of all processes go when something is wrong; default chaos-work
  --page FILE      writes the page of the documentation from results and runs nothing
  --from FILE      a result for the page; default all of test/chaos/results
`

const backends: readonly Backend[] = ['embedded', 'redis', 'postgres']

/** Understands the arguments; undefined where help is asked for. Throws where one is unknown. */
export function readOptions(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      ...{ minutes: text, queue: text, seed: text, json: text, work: text, page: text },
      from: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const backend = backends.find((one) => one === (values.queue ?? 'embedded'))
  if (!backend) throw new Error(`${values.queue} is no queue: embedded, redis or postgres`)
  return {
    backend,
    minutes: toNumber('--minutes', values.minutes ?? '2'),
    seed: toNumber('--seed', values.seed ?? String(Date.now() % 1_000_000)),
    json: values.json,
    workDir: values.work ?? 'chaos-work',
    page: values.page,
    from: values.from ?? [],
  }
}

function toNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${name} ${text} is no number above 0`)
  return number
}
