import { Refusal } from '../api/answer.ts'
import { readFlag } from '../api/input.ts'
import type { Binding } from './model.ts'
import { createEndpoints, readReference } from './resource.ts'

/** `policies/bindings/`, of event matchers to rules alone. A write without `target` makes Authentik fail. */
export const bindings = createEndpoints<Binding>({
  model: 'PolicyBinding',
  entries: (notifications) => notifications.bindings,
  order: (binding) => `${binding.target} ${String(binding.order).padStart(10, '0')}`,
  filters: { target: (binding) => binding.target, policy: (binding) => binding.policy },
  toJson: ({ version, notifications }, binding) => {
    const policy = notifications.matchers.get(binding.policy ?? '')
    return {
      ...{ pk: binding.id, policy: policy?.id ?? null, group: null, user: null },
      policy_obj: policy ? { pk: policy.id, name: policy.name } : null,
      ...{ group_obj: null, user_obj: null, target: binding.target },
      ...{ negate: binding.negate, enabled: binding.enabled, order: binding.order },
      ...{ timeout: binding.timeout, failure_result: binding.failureResult },
      ...(version === '2026.8' ? { expires: null, expiring: false } : {}),
    }
  },
  read(request) {
    const { server, input, errors, before, id } = request
    const { rules, matchers } = server.notifications
    if (before && input.target === undefined) return undefined
    const target = readReference(request, 'target', before?.target, rules)
    if (target === null && input.target === undefined) errors.add('target', 'This field is required.')
    if (input.order === undefined && !before) errors.add('order', 'This field is required.')
    const policy = readReference(request, 'policy', before?.policy, matchers)
    errors.throwIfAny()
    if (policy === null) {
      throw new Refusal(400, { non_field_errors: ["One of 'policy', 'group', 'user' must be set."] })
    }
    return {
      ...{ id, policy, target: target ?? '', order: Number(input.order ?? before?.order ?? 0) },
      enabled: readFlag(input, 'enabled', errors) ?? before?.enabled ?? true,
      negate: readFlag(input, 'negate', errors) ?? before?.negate ?? false,
      timeout: Number(input.timeout ?? before?.timeout ?? 30),
      failureResult: readFlag(input, 'failure_result', errors) ?? before?.failureResult ?? false,
    }
  },
})
