import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Done } from '../baseline/sync.ts'
import type { Edit } from '../floor/requests.ts'
import type { Company } from './company.ts'

/** What one run of a program took: milliseconds of the work itself, and the most memory of its process. */
export interface Took {
  readonly ms: number
  readonly mb: number
  /** Of `performance.now()` here. */
  readonly begin: number
  readonly end: number
}

const baseline = new URL('../baseline/main.ts', import.meta.url)
const floor = new URL('../floor/main.ts', import.meta.url)

/** One run of the cron script in a process of its own. */
export function runBaseline(company: Company, form: 'repaired' | 'published'): Promise<Took & Done> {
  return run(baseline, company, [form])
}

/** The fewest requests that tell everything; `informed`: also those that tell who has a mailbox. In a process of its own. */
export function runFloor(company: Company, form: 'least' | 'informed' = 'least'): Promise<Took> {
  return run(floor, company, [form], [])
}

/** The fewest requests that bring some changes over, in a process of its own. */
export function runEdits(company: Company, edits: readonly Edit[]): Promise<Took> {
  return run(floor, company, [], edits)
}

async function run<Result>(
  program: URL,
  company: Company,
  args: string[],
  message?: object,
): Promise<Result & Took> {
  const { authentik, mailcow, settings } = company
  const [source, target] = [await authentik.listen(), await mailcow.listen()]
  const child = fork(program, args, {
    execArgv: [],
    env: {
      PATH: process.env['PATH'],
      AK_BASE: source.url,
      AK_TOKEN: authentik.token,
      MAILCOW_API_URL: target.url,
      MAILCOW_API_KEY: mailcow.keys.readWrite,
      COWHERD_DOMAIN: settings.domain,
    },
  })
  try {
    if (message) child.send(message)
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${program.pathname} ended without a result`)
    })
    const [result] = (await Promise.race([once(child, 'message'), ended])) as [
      Result & { ms: number; mb: number },
    ]
    const end = performance.now()
    return { ...result, begin: end - result.ms, end }
  } finally {
    child.kill()
    await Promise.all([source.close(), target.close()])
  }
}
