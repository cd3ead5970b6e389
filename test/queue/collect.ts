import type { Queue, StoredScope, WorkOptions } from '@cowherd/queue'
import type { Site } from './site.ts'

/** Lets a worker take runs that do nothing; gives what they take, which grows. */
export async function collect(site: Site, queue: Queue, options?: WorkOptions): Promise<StoredScope[]> {
  const took: StoredScope[] = []
  await site.work(
    queue,
    async (run) => {
      took.push(...(await run.take()))
      return {}
    },
    options,
  )
  return took
}
