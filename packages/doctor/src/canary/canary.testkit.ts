import { carryOutSetup, createSetupApi, planSetup } from '@cowherd/setup'
import { createAuthentikSimulator } from '@cowherd/simulators'
import { signsOf } from '../service/service.testkit.ts'
import type { ServicePort, Watch } from '../service/signs.ts'

const secret = 'secret-of-the-tests-0123456789'

/** Which webhooks a service hears, and after how many milliseconds. */
export interface Hearing {
  readonly webhookMs?: number
  readonly eventLogMs?: number
  /** How the receiver answers a test. */
  readonly testStatus?: number
  /** The test arrives at this service. */
  readonly hearsTest?: boolean
  readonly running?: boolean
}

/** Authentik set up for "main", with a service that hears as it is told to, and a clock that only waiting moves. */
export async function openCanary(hearing: Hearing = {}) {
  const { webhookMs, eventLogMs, testStatus = 200, hearsTest = true, running = true } = hearing
  const authentik = createAuthentikSimulator()
  const apiWith = (token: string) =>
    createSetupApi({
      ...{ baseUrl: 'http://auth.test', token, fetch: authentik.fetch, timeoutMs: 1000, patienceMs: 50 },
    })
  const api = apiWith(authentik.adminToken)
  const plan = await planSetup(api, {
    ...{ owner: 'main', webhookUrl: 'http://cowherd.test/webhooks/authentik', acceptedSecrets: [secret] },
    ...{ rotateSecret: false, rotateToken: false, createSecret: () => secret },
  })
  const { AK_TOKEN } = await carryOutSetup(api, plan)

  let time = 1_795_000_000_000
  let watch: Watch | undefined
  let testAt: number | null = null
  authentik.deliverAsConfigured({
    fetch: async () => {
      if (hearsTest && testStatus < 300) testAt = time
      return new Response(null, { status: testStatus })
    },
  })
  const after = (ms: number | undefined) =>
    watch && ms !== undefined && time >= watch.from + ms ? watch.from + ms : null
  const service: ServicePort = {
    async signs() {
      if (!running) return undefined
      const watched = watch && { ...watch, webhookAt: after(webhookMs), eventLogAt: after(eventLogMs) }
      return signsOf({ testAt, watched: watched ?? null })
    },
    async watch(wanted) {
      watch = wanted
    },
  }
  const waiting = {
    nowMs: () => time,
    sleep: async (ms: number) => {
      time += ms
    },
  }
  const group = () => authentik.groups().find(({ name }) => name === 'cowherd-main')
  return { authentik, api, readerApi: apiWith(AK_TOKEN), service, waiting, group, watched: () => watch }
}
