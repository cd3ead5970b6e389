import {
  type AuthentikSimulator,
  type AuthentikSimulatorOptions,
  createAuthentikSimulator,
} from '@cowherd/simulators'
import { createSetupApi } from './api/http.ts'
import { carryOutSetup, type SetupSettings } from './carry-out.ts'
import { planSetup, type SetupPlan, type SetupRequest } from './setup-plan.ts'

/** Both lines that are simulated. */
export const versions = ['2025.6', '2026.8'] as const

/** Where webhooks go in tests. */
export const webhookUrl = 'http://cowherd.test/webhooks/authentik'

/** A simulated Authentik, its administrator's API, and one installation that is set up there. */
export function createSetupKit(options: AuthentikSimulatorOptions = {}) {
  const simulator = createAuthentikSimulator(options)
  const api = openApi(simulator)
  let made = 0

  const plan = (request: Partial<SetupRequest> = {}): Promise<SetupPlan> =>
    planSetup(api, {
      owner: 'main',
      webhookUrl,
      acceptedSecrets: [],
      rotateSecret: false,
      rotateToken: false,
      createSecret: () => {
        made += 1
        return `new-secret-of-the-tests-${made}`
      },
      ...request,
    })

  /** Plans and carries out. */
  async function setUp(request: Partial<SetupRequest> = {}): Promise<SetupSettings> {
    return carryOutSetup(api, await plan(request))
  }

  /** Sends a request as the administrator does by hand. */
  async function byHand(method: string, path: string, body?: object): Promise<{ pk: string }> {
    const response = await simulator.fetch(`http://authentik.test/api/v3${path}`, {
      method,
      headers: { Authorization: `Bearer ${simulator.adminToken}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? { pk: '' } : ((await response.json()) as { pk: string })
  }

  /** Requests since now that were no reads. */
  function watchWrites(): () => string[] {
    const before = simulator.requests.length
    return () =>
      simulator.requests
        .slice(before)
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`)
  }

  return { simulator, api, plan, setUp, byHand, watchWrites }
}

/** The API of a simulator for one of its tokens; default its administrator's. */
export function openApi(simulator: AuthentikSimulator, token = simulator.adminToken) {
  return createSetupApi({
    baseUrl: 'http://authentik.test',
    token,
    fetch: simulator.fetch,
    timeoutMs: 1000,
    patienceMs: 100,
  })
}
