import { createAuthentikPieces } from '@cowherd/authentik'
import { createMailcowPieces } from '@cowherd/mailcow'
import { createMailcowWriter } from '@cowherd/mailcow/writer'
import {
  createGraph,
  createVolatileValues,
  type PartReport,
  type PartRequest,
  type PartRunContext,
  type PlanRequest,
  partRun,
  type Report,
  rememberResults,
  rememberWhole,
  type Values,
} from '@cowherd/reconcile'
import type { Company } from '../../whole/harness/company.ts'
import { readingOf } from '../../whole/harness/reading.ts'

/** What runs over parts and the whole of a company, over one memory of the last reading. */
export interface Installation {
  readonly company: Company
  /** A whole run, remembered. */
  whole(request?: PlanRequest): Promise<Report>
  /** A run over a part. Throws WideningError, UpstreamError. */
  part(request: PartRequest): Promise<PartReport>
}

/** How long a server may take and be away, in milliseconds. */
export interface Limits {
  readonly timeoutMs: number
  readonly patienceMs: number
}

/** Makes an installation; another one over the same values stands for another worker. */
export function createInstallation(
  company: Company,
  values: Values = createVolatileValues(),
  limits: Limits = { timeoutMs: 20_000, patienceMs: 20_000 },
): Installation {
  const { authentik, mailcow, settings, memory, clock, writes } = company
  const graph = createGraph(values)
  let names = 0
  let versions = 0
  const mail = {
    ...limits,
    baseUrl: 'https://mail.example.org',
    key: mailcow.keys.readWrite,
    fetch: writes.fetch,
    pauseMs: 1,
  }
  const target = createMailcowPieces(mail)
  const source = createAuthentikPieces({
    ...limits,
    baseUrl: 'https://auth.example.org',
    token: authentik.token,
    fetch: authentik.fetch,
    pauseMs: 1,
    ...readingOf(settings),
    random: () => `no-such-name-of-a-part-${++names}`,
  })
  const context: PartRunContext = {
    pieces: { source, target },
    target,
    writer: createMailcowWriter(mail),
    graph,
    settings,
    memory,
    now: clock.now,
    concurrency: 2,
    sleep: async () => {},
  }
  return {
    company,
    async whole(request) {
      const report = await company.sync(request)
      await rememberWhole(graph, `reading-${++versions}`, report.reading, settings)
      await rememberResults(graph, report.results, settings)
      return report
    },
    part: (request) => partRun(request, context),
  }
}
