import type { AuthentikEvent } from '../event/log.ts'
import type { Store } from '../store.ts'
import type { Matcher, Notifications, Rule, Transport } from './model.ts'

/** One notification of an event. */
export interface Notice {
  readonly transport: Transport
  /** username */
  readonly recipient: string
}

/** All notifications of an event: by each transport of each rule that it triggers, to each recipient or once. */
export function noticesOf(event: AuthentikEvent, notifications: Notifications, store: Store): Notice[] {
  return [...notifications.rules.values()]
    .filter((rule) => isTriggered(rule, event, notifications))
    .flatMap((rule) => {
      const recipients = recipientsOf(rule, event, store)
      return rule.transports.flatMap((id) => {
        const transport = notifications.transports.get(id)
        if (transport?.mode !== 'webhook') return []
        const told = transport.sendOnce ? recipients.slice(0, 1) : recipients
        return told.map((recipient) => ({ transport, recipient }))
      })
    })
}

/** Any policy is enough; a rule without one never sends. */
function isTriggered(rule: Rule, event: AuthentikEvent, { bindings, matchers }: Notifications): boolean {
  return [...bindings.values()]
    .filter(({ target, enabled }) => target === rule.id && enabled)
    .some(({ policy, negate }) => {
      const matcher = matchers.get(policy ?? '')
      return matcher !== undefined && matches(matcher, event) !== negate
    })
}

function matches({ action, app, model, clientIp }: Matcher, event: AuthentikEvent): boolean {
  const about = event.context.model
  return (
    (action === null || action === event.action) &&
    (app === null || app === event.app) &&
    (clientIp === null || clientIp === event.client_ip) &&
    (model === null || (about !== undefined && model === `${about.app}.${about.model_name}`))
  )
}

/** Usernames of the members of the group, inactive ones too, and of whoever made the change where the rule says so. */
function recipientsOf(rule: Rule, event: AuthentikEvent, store: Store): string[] {
  const members = [...(store.groups.get(rule.destinationGroup ?? '')?.members ?? [])]
  const pks = new Set(rule.destinationEventUser ? [...members, event.user.pk] : members)
  return [...pks].flatMap((pk) => store.users.get(pk)?.username ?? [])
}
