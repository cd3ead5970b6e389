import type { Queue as BullQueue } from 'bullmq'
import type { Backend } from '../backend/backend.ts'
import { type Entry, entryId, merge } from '../scope/stored-scope.ts'

/** The durable set of scopes to look at: a queue without a worker, each entry under an id that equal ones share. */
export interface Inbox {
  add(entries: readonly Entry[]): Promise<void>
  /** The oldest entries, at most `perTake`. */
  list(): Promise<Listed[]>
  remove(ids: readonly string[]): Promise<void>
  count(): Promise<number>
  /** When the oldest entry was first stored, in milliseconds since 1970; what was put back counts once it is in front. */
  oldest(): Promise<number | undefined>
  close(): Promise<void>
}

export interface Listed {
  readonly id: string
  readonly entry: Entry
}

const perRequest = 500
const perTake = 1_000
/** Small, because on the embedded store nothing else happens meanwhile. */
const perPage = 100

export function createInbox(backend: Backend, onError: (error: Error) => void): Inbox {
  const queue: BullQueue<Entry> = backend.queue('inbox')
  queue.on('error', onError)

  return {
    async add(entries) {
      const jobs = merge(entries, entryId).map((entry) => ({
        name: 'scope',
        data: entry,
        opts: { jobId: entryId(entry) },
      }))
      const [first] = jobs
      if (first && jobs.length === 1) await queue.add(first.name, first.data, first.opts)
      else {
        for (let at = 0; at < jobs.length; at += perRequest) {
          await queue.addBulk(jobs.slice(at, at + perRequest))
        }
      }
    },
    async list() {
      const listed: Listed[] = []
      // Pages hold while they are read: entries come in at the end, and only the one run that is active takes any out.
      for (let at = 0; at < perTake; at += perPage) {
        const jobs = await queue.getJobs(['waiting'], at, at + perPage - 1, true)
        for (const job of jobs) if (job?.id) listed.push({ id: job.id, entry: job.data })
        if (jobs.length < perPage) break
      }
      return listed
    },
    async remove(ids) {
      for (let at = 0; at < ids.length; at += perPage) {
        await backend.remove(queue, ids.slice(at, at + perPage))
      }
    },
    count: () => queue.getWaitingCount(),
    async oldest() {
      const jobs = await queue.getJobs(['waiting'], 0, 99, true)
      return jobs.reduce<number | undefined>(
        (oldest, job) => (job && (oldest === undefined || job.data.at < oldest) ? job.data.at : oldest),
        undefined,
      )
    },
    close: () => queue.close(),
  }
}
