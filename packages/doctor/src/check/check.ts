/** Every check, in the order in which they are shown, with what people call it. */
export const checkTitles = {
  settings: 'Settings',
  rules: 'File of rules',
  'authentik-name': 'Authentik: host name',
  'authentik-certificate': 'Authentik: certificate',
  'authentik-token': 'Authentik: token',
  'authentik-version': 'Authentik: version',
  'authentik-clock': 'Authentik: clock',
  'authentik-groups': 'Authentik: all groups visible',
  'authentik-users': 'Authentik: all users visible',
  'authentik-events': 'Authentik: event log',
  'authentik-setup': 'Authentik: set-up whole',
  'mailcow-name': 'Mailcow: host name',
  'mailcow-certificate': 'Mailcow: certificate',
  'mailcow-key': 'Mailcow: API key',
  'mailcow-version': 'Mailcow: version',
  'mailcow-clock': 'Mailcow: clock',
  'mailcow-write': 'Mailcow: key may write',
  domains: 'Mail domains',
  ownership: 'Owners of aliases',
  queue: 'Queue',
  'queue-durable': 'Queue: nothing is lost',
  schedules: 'Service and its schedules',
  'last-sweep': 'Last sweep',
  'webhook-secret': 'Webhook secret',
  webhooks: 'Webhooks arrive',
  'webhook-test': 'Test of the webhook',
  canary: 'Canary change',
} as const

/** Which check. */
export type CheckId = keyof typeof checkTitles

/** How a check came out; `skipped` says nothing either way. */
export type CheckState = 'ok' | 'warning' | 'problem' | 'skipped'

/** What a check found. Never holds a secret. */
export interface Verdict {
  readonly state: CheckState
  /** What was found, as a sentence. */
  readonly reason: string
  /** What to do, in a line for each thing; null where there is nothing to do. */
  readonly fix: string | null
}

/** One check with what it found. */
export interface Check extends Verdict {
  readonly id: CheckId
  readonly title: string
}

/** How to make one check. */
export interface CheckDefinition {
  readonly id: CheckId
  /** Checks without which this one says nothing new; they stand before it. */
  readonly needs?: readonly CheckId[]
  /** May throw; an UpstreamError becomes a problem with its words. */
  readonly run: () => Verdict | Promise<Verdict>
}
