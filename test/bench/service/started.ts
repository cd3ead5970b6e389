import { createInstallation, type Installation } from '../../service/harness/installation.ts'
import { createOffice, type Office, type OfficeOptions } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'
import type { BenchPlace } from './place.ts'

export interface Started {
  readonly office: Office
  readonly installation: Installation
}

let offices = 0

/** Lets `measure` look at a service that has made its first sweep and is otherwise at rest; removes it afterwards. */
export async function withService<Result>(
  place: BenchPlace,
  options: OfficeOptions & { readonly env?: Record<string, string>; readonly flags?: readonly string[] },
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
    const serve = await installation.start('serve')
    await until('the first sweep is done', () => serve.log.some(({ message }) => message === 'run'))
    return await measure({ office, installation })
  } finally {
    authentik.stopWebhooks()
    await installation.remove()
  }
}
