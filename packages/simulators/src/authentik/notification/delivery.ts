import { defaultBody } from '../webhook/payload.ts'
import { evaluateMapping, type MappedEvent } from './evaluate.ts'
import type { Notice } from './match.ts'
import type { Mapping, Notifications } from './model.ts'

/** One webhook as a transport sends it. */
export interface ConfiguredWebhook {
  readonly url: string
  /** undefined: no `Authorization` */
  readonly secret: string | undefined
  readonly body: object
}

/** What a transport, as it is now, sends about an event; undefined where one of its mappings raises or it is gone. */
export function configuredWebhook(
  notifications: Notifications,
  { transport: { id }, recipient }: Notice,
  event: MappedEvent,
): ConfiguredWebhook | undefined {
  const transport = notifications.transports.get(id)
  if (!transport) return undefined
  const mapped = (mapping: string | null, fallback: () => object): object | undefined => {
    const found: Mapping | undefined = notifications.mappings.get(mapping ?? '')
    return found ? evaluateMapping(found, event) : fallback()
  }
  const body = mapped(transport.bodyMapping, () => defaultBody(event, recipient))
  const headers = mapped(transport.headersMapping, () => ({}))
  if (!body || !headers) return undefined
  const authorization = 'Authorization' in headers ? String(headers.Authorization) : ''
  const secret = /^Bearer (.+)$/.exec(authorization)?.[1]
  return { url: transport.webhookUrl, secret, body }
}
