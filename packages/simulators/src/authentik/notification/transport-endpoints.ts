import { json } from '../api/answer.ts'
import type { Handler } from '../api/context.ts'
import { readFlag, readText } from '../api/input.ts'
import type { Transport } from './model.ts'
import { createEndpoints, readName, readReference } from './resource.ts'

const MODES: Readonly<Record<string, string>> = {
  local: 'authentik inbuilt notifications',
  webhook: 'Generic Webhook',
  webhook_slack: 'Slack Webhook (Slack/Discord)',
  email: 'Email',
}

/** `events/transports/`. */
export const transports = createEndpoints<Transport>({
  model: 'NotificationTransport',
  entries: (notifications) => notifications.transports,
  order: (transport) => transport.name,
  filters: { name: (transport) => transport.name },
  toJson: ({ version, notifications }, transport) => ({
    ...{ pk: transport.id, name: transport.name, mode: transport.mode, mode_verbose: MODES[transport.mode] },
    webhook_url: transport.webhookUrl,
    ...(version === '2026.8' ? { webhook_ca: null } : {}),
    webhook_mapping_body: existing(notifications.mappings, transport.bodyMapping),
    webhook_mapping_headers: existing(notifications.mappings, transport.headersMapping),
    ...(version === '2026.8'
      ? { email_subject_prefix: 'authentik Notification: ', email_template: 'email/event_notification.html' }
      : {}),
    send_once: transport.sendOnce,
  }),
  read(request) {
    const { server, input, errors, before, id } = request
    const { mappings } = server.notifications
    const name = readName(request, server.notifications.transports)
    const mode = String(input.mode ?? before?.mode ?? 'local')
    if (!MODES[mode]) errors.add('mode', `"${mode}" is not a valid choice.`)
    const url = readText(input, 'webhook_url', { required: false, blank: true }, errors)
    // Only what the request itself says is looked at.
    if (String(input.mode ?? '').startsWith('webhook') && !url) {
      errors.add('webhook_url', 'Webhook URL may not be empty.')
    }
    const { bodyMapping, headersMapping } = before ?? {}
    return {
      ...{ id, name, mode },
      webhookUrl: url ?? before?.webhookUrl ?? '',
      bodyMapping: readReference(request, 'webhook_mapping_body', bodyMapping, mappings),
      headersMapping: readReference(request, 'webhook_mapping_headers', headersMapping, mappings),
      sendOnce: readFlag(input, 'send_once', errors) ?? before?.sendOnce ?? false,
    }
  },
})

/** `events/transports/…/test/`: sends one webhook at once and tells what the receiver answered. */
export const testTransport: Handler = async (context) => {
  const transport = transports.find(context)
  const { status, text } = await context.server.sendTest(transport)
  if (status >= 200 && status < 400) return json({ messages: [String(status), text] })
  const reason =
    status === 0
      ? 'None'
      : `${status} ${status < 500 ? 'Client' : 'Server'} Error: for url: ${transport.webhookUrl}`
  return json(reason, 500)
}

function existing(entries: ReadonlyMap<string, unknown>, id: string | null): string | null {
  return id !== null && entries.has(id) ? id : null
}
