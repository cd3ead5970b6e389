import { normaliseGroupId } from '@cowherd/directory'
import type { Scope } from '@cowherd/queue'
import * as v from 'valibot'

/** Why a webhook asks for everything to be looked at. */
export type WideningCause =
  /** not JSON at all */
  | 'broken-json'
  /** JSON, but nothing that the mapping makes */
  | 'unknown-shape'
  /** Authentik's own body: the transport has lost its body mapping */
  | 'no-mapping'
  /** made by a mapping of another version */
  | 'other-version'
  /** a group, user or nesting changed, but it is not said which */
  | 'no-object'

/** Why a webhook concerns no alias. */
export type IgnoredReason =
  /** the test of the transport */
  | 'test'
  /** nothing was created, updated or deleted */
  | 'other-action'
  /** neither a group nor a user */
  | 'other-model'

/** What a webhook means. */
export type Understanding =
  | {
      readonly kind: 'scope'
      readonly scope: Scope
      readonly deleted: boolean
      readonly cause?: WideningCause
      readonly eventId?: string
    }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason }

const payloadSchema = v.object({
  version: v.optional(v.unknown()),
  event: v.object({
    id: v.fallback(v.optional(v.pipe(v.string(), v.uuid())), undefined),
    action: v.string(),
  }),
  model: v.nullish(v.object({ app: v.string(), model_name: v.string(), pk: v.optional(v.unknown()) })),
})

const defaultBodySchema = v.object({ body: v.string(), severity: v.string() })

const groupIdSchema = v.pipe(v.string(), v.transform(normaliseGroupId), v.uuid())

const userIdSchema = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
)

const TEST = 'custom_notification_test'
const ACTIONS = ['model_created', 'model_updated', 'model_deleted']

/**
 * Reads the body of a webhook whose sender is known. It is only ever a hint of where to look, and Authentik sends again
 * for a week what is answered with an error: so what cannot be read asks for everything to be looked at, once, instead
 * of being refused. What is read and plainly concerns no alias is ignored; fields that are not known are passed over.
 */
export function understand(body: string): Understanding {
  const json = parseJson(body)
  if (json === undefined) return everything('broken-json')
  const parsed = v.safeParse(payloadSchema, json)
  if (!parsed.success) return everything(v.is(defaultBodySchema, json) ? 'no-mapping' : 'unknown-shape')
  const { version, event, model } = parsed.output
  if (event.action === TEST) return { kind: 'ignored', reason: 'test' }
  if (version !== 1) return everything('other-version', event.id)
  if (!ACTIONS.includes(event.action)) return { kind: 'ignored', reason: 'other-action' }
  if (!model) return everything('no-object', event.id)
  if (!isConcerned(model)) return { kind: 'ignored', reason: 'other-model' }
  const scope = scopeOf(model.model_name, model.pk)
  if (!scope) return everything('no-object', event.id)
  return { kind: 'scope', scope, deleted: event.action === 'model_deleted', ...eventIdOf(event.id) }
}

/** `groupparentagenode` is the nesting of one group in another, where a group may have several parents. */
function isConcerned({ app, model_name }: { app: string; model_name: string }): boolean {
  return app === 'authentik_core' && ['group', 'user', 'groupparentagenode'].includes(model_name)
}

function scopeOf(model: string, pk: unknown): Scope | undefined {
  if (model === 'group') {
    const id = v.safeParse(groupIdSchema, pk)
    return id.success ? { kind: 'group', id: id.output } : undefined
  }
  if (model === 'user') {
    const id = v.safeParse(userIdSchema, pk)
    return id.success ? { kind: 'user', id: id.output } : undefined
  }
  return undefined
}

function everything(cause: WideningCause, eventId?: string): Understanding {
  return { kind: 'scope', scope: { kind: 'all' }, deleted: false, cause, ...eventIdOf(eventId) }
}

function eventIdOf(eventId: string | undefined): { readonly eventId?: string } {
  return eventId === undefined ? {} : { eventId: eventId.toLowerCase() }
}

/** The value, or undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
