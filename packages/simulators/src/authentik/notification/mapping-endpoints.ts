import { readText } from '../api/input.ts'
import type { Mapping } from './model.ts'
import { createEndpoints, readName } from './resource.ts'

/** `propertymappings/notification/`. */
export const mappings = createEndpoints<Mapping>({
  model: 'NotificationWebhookMapping',
  entries: (notifications) => notifications.mappings,
  order: (mapping) => mapping.name,
  filters: { name: (mapping) => mapping.name },
  toJson: (_, { id, name, expression }) => ({
    ...{ pk: id, name, expression, component: 'ak-property-mapping-notification-form' },
    ...{ verbose_name: 'Webhook Mapping', verbose_name_plural: 'Webhook Mappings' },
    meta_model_name: 'authentik_events.notificationwebhookmapping',
  }),
  read(request) {
    const { server, input, errors, before, id } = request
    const name = readName(request, server.notifications.mappings)
    const rule = { required: before === undefined, blank: false }
    const expression = readText(input, 'expression', rule, errors) ?? before?.expression ?? ''
    return { id, name, expression }
  },
})
