import { answerTest, countWebhooks, NOTIFICATION_SCENARIOS, sendTest } from './notification.ts'
import { prepareNotifications } from './notification-stage.ts'
import { prepareBig, prepareSmall, type Stage } from './preparation.ts'
import type { Headers } from './replay.ts'
import {
  burst,
  changeSilently,
  makeDefaultToken,
  makeEvent,
  makeExpiringToken,
  type Scenario,
  useReadingToken,
  walkAll,
  walkDuringChanges,
} from './scenario.ts'

/** How one recording is replayed. */
export interface Script {
  readonly prepare: () => Stage | Promise<Stage>
  /** Headers of the steps that were not sent with the administrator's token. */
  readonly headers?: (stage: Stage, index: number) => Promise<Headers> | Headers | undefined
  /** Steps told in words and figures. */
  readonly scenarios?: Readonly<Record<number, Scenario>>
  /** Changes that were made between the recorded steps, by the step they precede. */
  readonly before?: Readonly<Record<number, (stage: Stage) => void>>
}

const INVALID_TOKEN = { Authorization: 'Bearer not-a-token' }

/** The script of each recording that is replayed, by its name. */
export const SCRIPTS: Readonly<Record<string, Script>> = {
  '01-groups-list.json': { prepare: prepareSmall },
  '02-groups-crud.json': { prepare: prepareSmall },
  '03-users.json': { prepare: prepareSmall },
  '04-auth-errors.json': { prepare: prepareSmall, headers: authErrorHeaders },
  '05-permissions.json': { prepare: prepareSmall, headers: serviceAccountHeaders },
  '06-events-and-webhooks.json': { prepare: prepareSmall },
  '07-timing-1000-groups.json': { prepare: prepareBig, scenarios: { 20: walkAll, 33: burst } },
  '08-webhook-vs-commit.json': { prepare: prepareRace },
  '10-webhook-volume.json': {
    prepare: prepareNotifications,
    scenarios: { ...NOTIFICATION_SCENARIOS, 18: makeEvent, 19: answerTest, 20: sendTest },
  },
  '11-other-sources.json': {
    prepare: prepareSmall,
    scenarios: { 1: changeSilently, 5: useReadingToken, 6: walkDuringChanges },
  },
  '12-matcher-app-and-blueprint-events.json': {
    prepare: prepareNotifications,
    scenarios: { 2: countWebhooks, 4: countWebhooks, 6: countWebhooks, 8: countWebhooks },
  },
  '14-token-and-worker-recheck.json': {
    prepare: prepareAccount,
    headers: (stage) => useToken(stage, 'probe-exp'),
    scenarios: { 0: makeExpiringToken, 1: makeDefaultToken },
    before: { 5: ({ simulator, ids }) => simulator.deleteUser(ids.translate(2056)) },
  },
}

function authErrorHeaders({ simulator }: Stage, index: number): Headers | undefined {
  const headers: Readonly<Record<number, Headers>> = {
    0: {},
    1: INVALID_TOKEN,
    2: { Authorization: 'Bearer' },
    3: { Authorization: 'Basic dXNlcjpwYXNzd29yZA==' },
    4: { Authorization: `bearer ${simulator.adminToken}` },
    7: {},
    9: INVALID_TOKEN,
    11: { Authorization: `Bearer ${simulator.adminToken}`, Accept: 'text/html' },
  }
  return headers[index]
}

/** The steps of the service account: at first with its app password, then with its API token. */
function serviceAccountHeaders(stage: Stage, index: number): Promise<Headers> {
  return useToken(stage, index === 1 ? 'service-account-probe-sa-password' : 'probe-sa-api')
}

async function useToken({ simulator }: Stage, identifier: string): Promise<Headers> {
  const url = `http://authentik.example/api/v3/core/tokens/${identifier}/view_key/`
  const response = await simulator.fetch(url, {
    headers: { Authorization: `Bearer ${simulator.adminToken}` },
  })
  const { key } = (await response.json()) as { key: string }
  return { Authorization: `Bearer ${key}` }
}

/** A group without members and a user without groups, whose changes were slowed down in the database. */
function prepareRace(): Stage {
  const stage = prepareSmall()
  const { simulator, ids } = stage
  simulator.silently(() => {
    simulator.addGroup({ name: 'race-a', id: '53a07590-fe18-431c-9583-c755f91f79c0' })
    ids.learn(2050, simulator.addUser({ username: 'race-u', name: 'race', email: 'race@lab.example' }))
  })
  return stage
}

/** A service account with an API token. */
function prepareAccount(): Stage {
  const stage = prepareSmall()
  const { simulator, ids } = stage
  simulator.silently(() => {
    const path = 'goauthentik.io/service-accounts'
    ids.learn(2056, simulator.addUser({ username: 'probe-sa3', email: '', type: 'service_account', path }))
  })
  return stage
}
