import * as v from 'valibot'

const uuid = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i))

/** Authentik's primary key of a user. */
const userId = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

const pagination = v.object({
  /** Number of the next page, 0 at the end. */
  next: v.number(),
  current: v.number(),
  total_pages: v.number(),
  /** Entries on all pages. */
  count: v.number(),
})

/** One page of a list. */
export interface Page<Entry> {
  readonly pagination: v.InferOutput<typeof pagination>
  readonly results: readonly Entry[]
}

function pageOf<Entry extends v.GenericSchema>(entry: Entry) {
  return v.object({ pagination, results: v.array(entry) })
}

const attributes = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** A member as a group spells it out: without its type. Only what is used is checked, there are many of them. */
const memberEntry = v.object({
  pk: userId,
  username: v.string(),
  name: v.string(),
  email: v.string(),
  is_active: v.boolean(),
  attributes: v.optional(attributes),
})
export type MemberEntry = v.InferOutput<typeof memberEntry>

/** A group with its members. */
export const groupEntry = v.pipe(
  v.object({
    pk: uuid,
    name: v.string(),
    is_superuser: v.boolean(),
    /** Before 2026.8. */
    parent: v.optional(v.nullable(uuid)),
    /** From 2026.8 on. */
    parents: v.optional(v.array(uuid)),
    users: v.array(userId),
    users_obj: v.array(memberEntry),
    attributes,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value.parent !== undefined || dataset.value.parents) return
    const { value } = dataset
    addIssue({ path: [{ type: 'object', origin: 'value', input: value, key: 'parent', value: undefined }] })
  }),
)
export type GroupEntry = v.InferOutput<typeof groupEntry>

/** A group of which only the id is looked at. */
export const idEntry = v.object({ pk: uuid })

/** Groups with their members. */
export const groupPage = pageOf(groupEntry)
/** Groups of which only the ids are looked at. */
export const groupIdPage = pageOf(idEntry)
/** Accounts that are no people; another type here means that the filter was not obeyed. */
export const serviceAccountPage = pageOf(
  v.object({ pk: userId, type: v.picklist(['service_account', 'internal_service_account']) }),
)
/** A user as the list of users has them. */
export const userEntry = v.object({ ...memberEntry.entries, type: v.string() })
export type UserEntry = v.InferOutput<typeof userEntry>
/** Users. */
export const userPage = pageOf(userEntry)
/** A user of whom only the groups are looked at. */
export const userGroups = v.object({ groups: v.array(uuid) })
/** Entries of the event log; which of them matter is told by their model. */
export const eventPage = pageOf(
  v.object({
    pk: v.string(),
    action: v.string(),
    created: v.string(),
    context: v.object({
      model: v.optional(
        v.nullable(
          v.object({ app: v.string(), model_name: v.string(), pk: v.union([v.string(), v.number()]) }),
        ),
      ),
    }),
  }),
)
/** A list of anything. */
export const anyPage = pageOf(v.unknown())
/** An answer that says no. */
export const refusal = v.object({ detail: v.string() })
