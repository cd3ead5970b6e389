import { readFlag } from '../api/input.ts'
import type { Matcher } from './model.ts'
import { createEndpoints, readName } from './resource.ts'

/** Apps that a matcher can be for, as far as they matter; the one that events really come from is none of them. */
const APPS = ['authentik.core', 'authentik.events', 'authentik.policies', 'authentik.rbac', 'authentik.flows']

/** `policies/event_matcher/`. A write without `action` makes Authentik fail. */
export const matchers = createEndpoints<Matcher>({
  model: 'EventMatcherPolicy',
  entries: (notifications) => notifications.matchers,
  order: (matcher) => matcher.name,
  filters: { name: (matcher) => matcher.name },
  toJson: ({ version, notifications }, matcher) => ({
    ...{ pk: matcher.id, name: matcher.name, execution_logging: matcher.executionLogging },
    component: 'ak-policy-event-matcher-form',
    verbose_name: 'Event Matcher Policy',
    verbose_name_plural: 'Event Matcher Policies',
    meta_model_name: 'authentik_policies_event_matcher.eventmatcherpolicy',
    bound_to: [...notifications.bindings.values()].filter(({ policy }) => policy === matcher.id).length,
    action: matcher.action,
    client_ip: matcher.clientIp,
    app: matcher.app,
    model: matcher.model,
    ...(version === '2026.8' ? { query: matcher.query } : {}),
  }),
  read(request) {
    const { server, input, errors, before, id } = request
    const name = readName(request, server.notifications.matchers)
    const text = (field: string, old: string | null | undefined) => {
      const value = input[field]
      return value === undefined ? (old ?? null) : value === null ? null : String(value)
    }
    const app = text('app', before?.app)
    if (app !== null && !APPS.includes(app)) errors.add('app', `"${app}" is not a valid choice.`)
    if (input.action === undefined) return undefined
    return {
      ...{ id, name, app, action: text('action', before?.action) },
      executionLogging: readFlag(input, 'execution_logging', errors) ?? before?.executionLogging ?? false,
      clientIp: text('client_ip', before?.clientIp),
      model: text('model', before?.model),
      query: text('query', before?.query),
    }
  },
  removed({ bindings }, matcher) {
    for (const binding of bindings.values()) if (binding.policy === matcher.id) bindings.delete(binding.id)
  },
})
