import { bodyExpression, headersExpression } from './expressions.ts'
import { matcherKeys, setupNames } from './names.ts'
import type { WantedObject, WantedSetup } from './object.ts'

/** What a setup is made for. */
export interface SetupOptions {
  /** Name under which the installation owns its aliases. */
  readonly owner: string
  /** Where Authentik reaches the receiver; the final address, as a redirect loses events. */
  readonly webhookUrl: string
  /** Bearer secret that webhooks carry. */
  readonly webhookSecret: string
}

/** Permissions of the token: to look at everything, and to change nothing. */
export const readingPermissions: readonly string[] = [
  'authentik_core.view_group',
  'authentik_core.view_user',
  'authentik_events.view_event',
]

/**
 * All that an installation needs in Authentik. The group carries the role and is at the same time where notifications go:
 * a rule whose destination has no member sends nothing. It opts out of having an alias itself.
 *
 * @throws RangeError for an owner or a secret that will not do
 */
export function wantedSetup({ owner, webhookUrl, webhookSecret }: SetupOptions): WantedSetup {
  const names = setupNames(owner)
  const matchers = matcherKeys.map((key): WantedObject => {
    const [model, action] = key.split('-')
    return {
      key,
      kind: 'policy',
      name: names.matcher(key),
      // The app has to stay null: no other value that Authentik takes ever matches.
      fields: { action: `model_${action}`, model: `authentik_core.${model}`, app: null, client_ip: null },
      ifPresent: { query: null },
    }
  })
  const bindings = matcherKeys.map(
    (key, order): WantedObject => ({
      key: `${key}-binding`,
      kind: 'binding',
      name: `${names.matcher(key)} of ${names.rule}`,
      fields: {
        policy: { ref: key },
        target: { ref: 'rule' },
        order,
        enabled: true,
        negate: false,
        failure_result: false,
      },
    }),
  )
  return {
    permissions: readingPermissions,
    objects: [
      { key: 'role', kind: 'role', name: names.role, fields: {} },
      {
        key: 'group',
        kind: 'group',
        name: names.group,
        fields: {
          is_superuser: false,
          roles: [{ ref: 'role' }],
          attributes: { cowherd: { enabled: false } },
        },
        ifPresent: { parent: null, parents: [] },
      },
      {
        key: 'account',
        kind: 'account',
        name: names.account,
        fields: { type: 'service_account', is_active: true, groups: [{ ref: 'group' }] },
        ifPresent: { roles: [] },
        onCreate: { name: `Cowherd (${owner})`, path: 'goauthentik.io/service-accounts' },
      },
      {
        key: 'token',
        kind: 'token',
        name: names.token,
        fields: { identifier: names.token, intent: 'api', user: { ref: 'account' }, expiring: false },
        onCreate: { description: 'Cowherd reads groups, users and events with it' },
      },
      { key: 'body', kind: 'mapping', name: names.body, fields: { expression: bodyExpression } },
      {
        key: 'headers',
        kind: 'mapping',
        name: names.headers,
        fields: { expression: headersExpression(webhookSecret) },
      },
      {
        key: 'transport',
        kind: 'transport',
        name: names.transport,
        fields: {
          mode: 'webhook',
          webhook_url: webhookUrl,
          webhook_mapping_body: { ref: 'body' },
          webhook_mapping_headers: { ref: 'headers' },
          send_once: true,
        },
      },
      {
        key: 'rule',
        kind: 'rule',
        name: names.rule,
        fields: {
          severity: 'notice',
          transports: [{ ref: 'transport' }],
          destination_group: { ref: 'group' },
          destination_event_user: false,
        },
      },
      ...matchers,
      ...bindings,
    ],
  }
}
