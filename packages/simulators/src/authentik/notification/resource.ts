import { json, noContent, refuse, refusePermission } from '../api/answer.ts'
import type { Context, Handler, Server } from '../api/context.ts'
import { createFieldErrors, type FieldErrors, type Input, readInput, readText } from '../api/input.ts'
import { answerPage } from '../api/list.ts'
import { byKey } from '../store.ts'
import { parseUuid } from '../uuid.ts'
import type { Notifications } from './model.ts'

/** One kind of object about notifications. They leave no events here. */
export interface Resource<Entry extends { readonly id: string }> {
  /** As errors call it, such as `NotificationRule`. */
  readonly model: string
  readonly entries: (notifications: Notifications) => Map<string, Entry>
  /** The value that the entries are listed by. */
  readonly order: (entry: Entry) => string | number
  readonly toJson: (server: Server, entry: Entry) => object
  /** The entry that a request makes of another or of nothing; undefined where Authentik fails. */
  readonly read: (request: WriteRequest<Entry>) => Entry | undefined
  /** Query parameters that choose entries. */
  readonly filters: Readonly<Record<string, (entry: Entry) => string | null>>
  /** What goes with an entry. */
  readonly removed?: (notifications: Notifications, entry: Entry) => void
}

/** A POST, PUT or PATCH. */
export interface WriteRequest<Entry> {
  readonly server: Server
  readonly input: Input
  readonly errors: FieldErrors
  readonly before: Entry | undefined
  readonly id: string
}

/** The handlers of one kind of object, for its list and for one of it. */
export function createEndpoints<Entry extends { readonly id: string }>(resource: Resource<Entry>) {
  const { model, toJson } = resource
  const entriesOf = (context: Context) => resource.entries(context.server.notifications)

  const list: Handler = (context) => {
    requireSuperuser(context)
    const chosen = Object.entries(resource.filters).flatMap(([name, read]) => {
      const wanted = context.query.get(name)
      return wanted === null ? [] : [(entry: Entry) => read(entry) === wanted]
    })
    const entries = [...entriesOf(context).values()]
      .filter((entry) => chosen.every((holds) => holds(entry)))
      .sort(byKey(resource.order))
    return answerPage(context, entries, (entry) => toJson(context.server, entry))
  }

  const create: Handler = (context) => {
    requireSuperuser(context)
    return write(context, undefined, context.server.uuid())
  }

  const change: Handler = (context) => {
    const before = find(context)
    return write(context, before, before.id)
  }

  async function write(context: Context, before: Entry | undefined, id: string): Promise<Response> {
    const { server, request } = context
    const input = await readInput(request)
    const errors = createFieldErrors()
    const entry = resource.read({ server, input, errors, before, id })
    errors.throwIfAny()
    if (!entry) return failure()
    entriesOf(context).set(id, entry)
    return json(toJson(server, entry), before ? 200 : 201)
  }

  function find(context: Context): Entry {
    requireSuperuser(context)
    const entry = entriesOf(context).get(parseUuid(context.param('pk')) ?? '')
    if (!entry) throw refuse(404, `No ${model} matches the given query.`)
    return entry
  }

  return {
    find,
    all: { GET: list, POST: create },
    one: {
      GET: ((context) => json(toJson(context.server, find(context)))) satisfies Handler,
      PUT: change,
      PATCH: change,
      DELETE: ((context) => {
        const entry = find(context)
        entriesOf(context).delete(entry.id)
        resource.removed?.(context.server.notifications, entry)
        return noContent()
      }) satisfies Handler,
    },
  }
}

/** The name of a new or changed entry, unique among all others. */
export function readName<Entry extends { readonly id: string; readonly name: string }>(
  { input, errors, before }: WriteRequest<Entry>,
  others: ReadonlyMap<string, Entry>,
): string {
  const rule = { required: before === undefined, blank: false }
  const name = readText(input, 'name', rule, errors) ?? before?.name ?? ''
  const taken = [...others.values()].some((other) => other.name === name && other.id !== before?.id)
  if (taken) errors.add('name', 'This field must be unique.')
  return name
}

/** A reference that may be null; left out, it stays. */
export function readReference(
  { input, errors }: Pick<WriteRequest<never>, 'input' | 'errors'>,
  field: string,
  before: string | null | undefined,
  known: { has(id: string): boolean },
): string | null {
  const value = input[field]
  if (value === undefined) return before ?? null
  if (value === null) return null
  const id = parseUuid(String(value))
  if (id !== undefined && known.has(id)) return id
  errors.add(field, `Invalid pk "${value}" - object does not exist.`)
  return null
}

/** An exception inside Authentik while something is written: its error page knows GET alone. */
function failure(): Response {
  return new Response('', {
    status: 405,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Allow: 'GET, HEAD, OPTIONS' },
  })
}

function requireSuperuser(context: Context): void {
  if (!context.viewer.superuser) throw refusePermission()
}
