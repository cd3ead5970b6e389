import type { Command } from '../../service/harness/cowherd.ts'
import { createInstallation, type Installation } from '../../service/harness/installation.ts'
import { createOffice, type Office, type OfficeOptions } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { BenchPlace } from './place.ts'

export interface Started {
  readonly office: Office
  readonly installation: Installation
}

export interface ServiceOptions extends OfficeOptions {
  readonly env?: Record<string, string>
  readonly flags?: readonly string[]
  /** Processes to start, the one that makes the first sweep last; default one `serve`. */
  readonly commands?: readonly Command[]
}

let offices = 0

/** Lets `measure` look at a service that has made its first sweep and is otherwise at rest; removes it afterwards. */
export async function withService<Result>(
  place: BenchPlace,
  options: ServiceOptions,
  measure: (started: Started) => Promise<Result>,
): Promise<Result> {
  offices += 1
  const office = createOffice({ ...options, settings: { owner: `bench-${process.pid}-${offices}` } })
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
    await until('the first sweep is done', () => last?.log.some(({ message }) => message === 'run') === true)
    return await measure({ office, installation })
  } finally {
    authentik.stopWebhooks()
    await installation.remove()
  }
}
