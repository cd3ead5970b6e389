import { UpstreamError } from '@cowherd/upstream'
import type { SetupApi } from './api/api.ts'
import { foreignObject } from './objects/conflict.ts'
import { secretIn } from './objects/expressions.ts'
import { setupNames } from './objects/names.ts'
import type { PresentObject, PresentSetup, WantedObject, WantedSetup } from './objects/object.ts'
import { findByName, readPresent } from './objects/read.ts'
import { removalSteps, type SetupStep, setupSteps } from './objects/steps.ts'
import { wantedSetup } from './objects/wanted.ts'
import { decideToken, readTokenKey, type TokenDecision } from './secret/api-token.ts'
import { decideSecret, type SecretDecision } from './secret/webhook-secret.ts'

/** What is asked for, and what the installation has in its settings. */
export interface SetupRequest {
  readonly owner: string
  /** Where Authentik reaches the receiver; left out, it stays where it is. */
  readonly webhookUrl?: string | undefined
  /** The values of COWHERD_WEBHOOK_SECRET. */
  readonly acceptedSecrets: readonly string[]
  /** The value of AK_TOKEN. */
  readonly usedToken?: string | undefined
  readonly rotateSecret: boolean
  readonly rotateToken: boolean
  readonly createSecret: () => string
}

/** All that a setup is about to do. */
export interface SetupPlan {
  readonly owner: string
  readonly wanted: WantedSetup
  readonly present: PresentSetup
  readonly steps: readonly SetupStep[]
  readonly secret: SecretDecision
  /** The secret that Authentik sends until then. */
  readonly sentBefore: string | undefined
  readonly token: TokenDecision
  readonly webhookUrl: string
}

/** The receiver takes no shorter secret. */
const leastSecretLength = 16

/** A setup that has no address for the webhooks. */
export class NoWebhookUrlError extends Error {
  override readonly name = 'NoWebhookUrlError'
}

/**
 * Compares what is there with what is asked for. Writes nothing.
 *
 * @throws UpstreamError; `rejected` where something foreign bears a name of ours
 * @throws NoWebhookUrlError where neither the request nor Authentik has the address of the receiver
 * @throws RangeError for an owner or a secret that will not do
 */
export async function planSetup(api: SetupApi, request: SetupRequest): Promise<SetupPlan> {
  const { owner, rotateSecret, rotateToken } = request
  const names = setupNames(owner)
  const [transport, headers] = await Promise.all([
    findByName(api, { kind: 'transport', name: names.transport }),
    findByName(api, { kind: 'mapping', name: names.headers }),
  ])
  const webhookUrl = request.webhookUrl ?? textOf(transport?.fields['webhook_url'])
  if (webhookUrl === undefined) throw new NoWebhookUrlError('no address for webhooks')
  const found = secretIn(textOf(headers?.fields['expression']) ?? '')
  const sentBefore = found !== undefined && found.length >= leastSecretLength ? found : undefined
  const secret = decideSecret({
    accepted: request.acceptedSecrets,
    sent: sentBefore,
    rotate: rotateSecret,
    create: request.createSecret,
  })
  const wanted = wantedSetup({ owner, webhookUrl, webhookSecret: secret.sent })
  const before = await readPresent(api, wanted)
  refuseForeign(before)
  const nextToken = await findByName(api, { kind: 'token', name: names.nextToken })
  const next = nextToken && (await readTokenKey(api, names.nextToken))
  const current = before.objects.has('token')
  const token = decideToken({ used: request.usedToken, current, next, rotate: rotateToken })
  const present = token === 'finished' && nextToken ? withToken(before, nextToken) : before
  const steps = setupSteps(wanted, present)
  return {
    ...{ owner, wanted, present, secret, sentBefore, token, webhookUrl },
    steps: [...tokenSteps(token, wanted, names.nextToken, current), ...steps],
  }
}

/**
 * The changes that take a setup away.
 *
 * @throws UpstreamError; `rejected` where something foreign bears a name of ours
 * @throws RangeError for an owner that will not do
 */
export async function planRemoval(
  api: SetupApi,
  owner: string,
): Promise<Pick<SetupPlan, 'present' | 'steps'>> {
  const names = setupNames(owner)
  const wanted = wantedSetup({ owner, webhookUrl: '', webhookSecret: 'none' })
  const present = await readPresent(api, wanted)
  refuseForeign(present)
  const next = await findByName(api, { kind: 'token', name: names.nextToken })
  const token = nextTokenOf(wanted, names.nextToken)
  const first: SetupStep[] = next && token ? [{ action: 'delete', object: token, id: next.id }] : []
  return { present, steps: [...first, ...removalSteps(wanted, present)] }
}

function refuseForeign(present: PresentSetup): void {
  const foreign = foreignObject(present)
  if (foreign !== undefined) throw new UpstreamError('source', 'rejected', foreign)
}

function tokenSteps(
  decision: TokenDecision,
  wanted: WantedSetup,
  nextToken: string,
  current: boolean,
): SetupStep[] {
  const object = wanted.objects.find(({ key }) => key === 'token')
  const next = nextTokenOf(wanted, nextToken)
  if (!object || !next) return []
  if (decision === 'begun') return [{ action: 'create', object: next }]
  if (decision !== 'finished' || !current) return []
  return [{ action: 'delete', object, id: object.name }]
}

/** The token under the name that it has until it takes the other's place. */
function nextTokenOf(wanted: WantedSetup, name: string): WantedObject | undefined {
  const object = wanted.objects.find(({ key }) => key === 'token')
  return object && { ...object, name, fields: { ...object.fields, identifier: name } }
}

/** The next token stands where the current one stood: what differs then is its name. */
function withToken(present: PresentSetup, token: PresentObject): PresentSetup {
  return { ...present, objects: new Map(present.objects).set('token', token) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
