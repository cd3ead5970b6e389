import type { Command } from '../../service/harness/cowherd.ts'
import { createInstallation, type Installation } from '../../service/harness/installation.ts'
import { createOffice, type Office, type OfficeOptions } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { BenchPlace } from './place.ts'

export interface Started<Kind extends Office = Office> {
  readonly office: Kind
  readonly installation: Installation
}

interface RunOptions {
  readonly env?: Record<string, string>
  readonly flags?: readonly string[]
  /** Processes to start, the one that makes the first sweep last; default one `serve`. */
  readonly commands?: readonly Command[]
}

export interface ServiceOptions extends OfficeOptions, RunOptions {}

/** A service for an office that is already there. */
export interface OfficeServiceOptions<Kind extends Office> extends RunOptions {
  /** Makes the office, for an owner that nobody else has. */
  readonly open: (owner: string) => Promise<Kind>
  /** How long the first sweep may take, in milliseconds. */
  readonly firstSweepMs: number
}

let offices = 0

/** Lets `measure` look at a service that has made its first sweep and is otherwise at rest; removes it afterwards. */
export function withService<Result>(
  place: BenchPlace,
  options: ServiceOptions,
  measure: (started: Started) => Promise<Result>,
): Promise<Result> {
  const open = async (owner: string) => createOffice({ ...options, settings: { owner } })
  return withOffice(place, { ...options, open, firstSweepMs: 30_000 }, measure)
}

/** As `withService`, for an office that `open` makes. */
export async function withOffice<Result, Kind extends Office>(
  place: BenchPlace,
  options: OfficeServiceOptions<Kind>,
  measure: (started: Started<Kind>) => Promise<Result>,
): Promise<Result> {
  offices += 1
  const office = await options.open(`bench-${process.pid}-${offices}`)
  const { authentik, mailcow, settings } = office
  const installation = await createInstallation({
    ...{ authentik, mailcow, settings },
    queueUrl: place.url,
    env: { COWHERD_LOG_LEVEL: 'info', ...options.env },
    ...(options.flags ? { flags: options.flags } : {}),
  })
  try {
    for (const command of options.commands ?? ['serve']) await installation.start(command)
    const last = installation.processes.at(-1)
    const isSwept = () => last?.log.some(({ message }) => message === 'run') === true
    await until('the first sweep is done', isSwept, options.firstSweepMs)
    return await measure({ office, installation })
  } finally {
    authentik.stopWebhooks()
    await installation.remove()
  }
}
