import { readFlag, readReferences } from '../api/input.ts'
import { groupJson } from '../group/json.ts'
import { parseUuid } from '../uuid.ts'
import type { Rule } from './model.ts'
import { createEndpoints, readName, readReference } from './resource.ts'

const WHOLE = { users: true, parents: false, children: false, inheritedRoles: false }

/** `events/rules/`. */
export const rules = createEndpoints<Rule>({
  model: 'NotificationRule',
  entries: (notifications) => notifications.rules,
  order: (rule) => rule.name,
  filters: { name: (rule) => rule.name },
  toJson: ({ store, version, notifications }, rule) => {
    const group = store.groups.get(rule.destinationGroup ?? '')
    return {
      ...{ pk: rule.id, name: rule.name },
      transports: rule.transports.filter((id) => notifications.transports.has(id)),
      severity: rule.severity,
      destination_group: group?.id ?? null,
      destination_group_obj: group ? groupJson(store, version, group, WHOLE) : null,
      destination_event_user: rule.destinationEventUser,
    }
  },
  read(request) {
    const { server, input, errors, before, id } = request
    const { rules: others, transports } = server.notifications
    const find = (reference: unknown) => transports.get(parseUuid(String(reference)) ?? '')?.id
    return {
      id,
      name: readName(request, others),
      severity: String(input.severity ?? before?.severity ?? 'notice'),
      transports: readReferences(input, 'transports', find, errors) ?? before?.transports ?? [],
      destinationGroup: readReference(
        request,
        'destination_group',
        before?.destinationGroup,
        server.store.groups,
      ),
      destinationEventUser:
        readFlag(input, 'destination_event_user', errors) ?? before?.destinationEventUser ?? false,
    }
  },
  removed({ bindings }, rule) {
    for (const binding of bindings.values()) if (binding.target === rule.id) bindings.delete(binding.id)
  },
})
