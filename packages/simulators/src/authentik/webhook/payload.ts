import type { AuthentikEvent } from '../event/log.ts'
import { printPython } from './python.ts'

/** Whether the event matchers of the blueprint let an event through: groups and users, made, changed or deleted. */
export function isNotified({ action, context }: AuthentikEvent): boolean {
  const model = context.model?.model_name
  return action.startsWith('model_') && (model === 'group' || model === 'user')
}

/** The body that the blueprint's mapping makes of an event. */
export function mappedBody(event: AuthentikEvent): object {
  const { pk, action, app, created, context, user } = event
  return {
    version: 1,
    event: { id: pk, action, app, created: created.replace('Z', '+00:00') },
    model: context.model ?? null,
    request: context.http_request,
    actor: user.username,
  }
}

/** What Authentik's own body tells of an event. */
interface DefaultBodyEvent {
  readonly action: string
  readonly context: object
  readonly user: { readonly email?: string; readonly username?: string }
}

/**
 * The body that Authentik sends where the transport has no body mapping.
 *
 * @param recipient username of whoever is notified
 */
export function defaultBody({ action, context, user }: DefaultBodyEvent, recipient = 'cowherd'): object {
  return {
    body: `${action}: ${printPython(context)}`,
    severity: 'notice',
    user_email: '',
    user_username: recipient,
    event_user_email: user.email ?? null,
    event_user_username: user.username ?? null,
  }
}

/** The body that the blueprint's mapping makes of the transport's test. */
export function testBody(id: string, created: string): object {
  return {
    version: 1,
    event: {
      id,
      action: 'custom_notification_test',
      app: 'authentik.events.api.notification_transports',
      created: created.replace('Z', '+00:00'),
    },
    model: null,
    request: null,
    actor: null,
  }
}
