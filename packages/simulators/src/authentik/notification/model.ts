/** A webhook mapping: Python that makes the body or the headers of a webhook. */
export interface Mapping {
  readonly id: string
  name: string
  expression: string
}

/** How a notification is sent. */
export interface Transport {
  readonly id: string
  name: string
  mode: string
  webhookUrl: string
  /** mapping ids */
  bodyMapping: string | null
  headersMapping: string | null
  sendOnce: boolean
}

/** What is sent to whom when its policies let an event through. */
export interface Rule {
  readonly id: string
  name: string
  severity: string
  /** transport ids */
  transports: readonly string[]
  /** group id */
  destinationGroup: string | null
  destinationEventUser: boolean
}

/** A policy that lets some events through; null lets all through. */
export interface Matcher {
  readonly id: string
  name: string
  executionLogging: boolean
  action: string | null
  clientIp: string | null
  app: string | null
  /** such as `authentik_core.group` */
  model: string | null
  /** 2026.8 only */
  query: string | null
}

/** A policy's place at a rule. */
export interface Binding {
  readonly id: string
  /** matcher id */
  policy: string | null
  /** rule id */
  target: string
  order: number
  enabled: boolean
  negate: boolean
  timeout: number
  failureResult: boolean
}

/** Everything about notifications; what refers to a thing that was deleted refers to nothing. */
export interface Notifications {
  readonly mappings: Map<string, Mapping>
  readonly transports: Map<string, Transport>
  readonly rules: Map<string, Rule>
  readonly matchers: Map<string, Matcher>
  readonly bindings: Map<string, Binding>
}

/** No notifications at all. */
export function createNotifications(): Notifications {
  return {
    mappings: new Map(),
    transports: new Map(),
    rules: new Map(),
    matchers: new Map(),
    bindings: new Map(),
  }
}
