import { findByName, type SetupApi, setupNames } from '@cowherd/setup'
import { UpstreamError } from '@cowherd/upstream'
import type { ServicePort } from '../service/signs.ts'
import { type Waiting, waitForSign } from './wait.ts'

/** What became of a canary change. */
export type Canary =
  /** Latencies in milliseconds from the request to the service's hearing; null where it did not hear, or does not listen. */
  | {
      readonly kind: 'made'
      readonly webhookMs: number | null
      readonly eventLogMs: number | null
    }
  | { readonly kind: 'impossible'; readonly why: 'no-right' | 'no-group' | 'no-service' }

/** How a canary is made. */
export interface CanaryOptions extends Waiting {
  readonly owner: string
  /** Whether the service reads the event log. */
  readonly eventLog: boolean
  /** How long the webhook may take, in milliseconds. */
  readonly limitMs: number
}

/** The attribute that is changed; it means nothing to anybody. */
const attribute = 'canary'

/**
 * Changes an attribute of Cowherd's own service group, which has no member but its service account and no alias, and sees by
 * which ear and how soon the service hears of it.
 *
 * @param api with a token that may change that group
 * @throws UpstreamError
 */
export async function runCanary(
  api: SetupApi,
  service: ServicePort,
  { owner, eventLog, limitMs, ...waiting }: CanaryOptions,
): Promise<Canary> {
  const group = await findByName(api, { kind: 'group', name: setupNames(owner).group })
  if (!group) return { kind: 'impossible', why: 'no-group' }
  if (!(await service.signs())) return { kind: 'impossible', why: 'no-service' }
  const id = String(group.id)
  const from = waiting.nowMs()
  await service.watch({ group: id, from })
  const attributes = recordOf(group.fields['attributes'])
  const cowherd = { ...recordOf(attributes['cowherd']), [attribute]: new Date(from).toISOString() }
  try {
    // The whole of the attributes is replaced.
    const answer = await api.send('PATCH', `/core/groups/${id}/`, { attributes: { ...attributes, cowherd } })
    if (answer.status === 404) return { kind: 'impossible', why: 'no-right' }
  } catch (error) {
    const refused = error instanceof UpstreamError && error.code === 'no-permission'
    if (refused) return { kind: 'impossible', why: 'no-right' }
    throw error
  }
  const signs = await waitForSign(service, waiting, limitMs, ({ watched }) => {
    if (watched?.from !== from) return false
    return watched.webhookAt !== null && (watched.eventLogAt !== null || !eventLog)
  })
  const watched = signs?.watched?.from === from ? signs.watched : undefined
  const after = (at: number | null | undefined) => (at == null ? null : Math.max(0, at - from))
  return { kind: 'made', webhookMs: after(watched?.webhookAt), eventLogMs: after(watched?.eventLogAt) }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
