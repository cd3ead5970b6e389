import * as v from 'valibot'

/** A UUID, a number or a slug: it becomes a part of paths, and paths are told in messages. */
const key = v.union([v.pipe(v.string(), v.regex(/^[-\w]{1,100}$/)), v.number()])

/** One page of a list of objects with an id. */
export const objectPage = v.object({
  pagination: v.object({ next: v.number() }),
  results: v.array(v.looseObject({ pk: key })),
})

/** One page of permissions; those of a role and those on single objects look alike. */
export const permissionPage = v.object({
  pagination: v.object({ next: v.number() }),
  results: v.array(
    v.object({
      codename: v.string(),
      app_label: v.string(),
      model: v.string(),
      object_pk: v.optional(v.string()),
    }),
  ),
})

/** One object with an id. */
export const objectEntry = v.looseObject({ pk: key })

/** `core/users/me/`. */
export const selfEntry = v.object({
  user: v.object({ username: v.string(), is_superuser: v.boolean() }),
})

/** `admin/version/`. */
export const versionEntry = v.object({ version_current: v.string() })

/** `core/tokens/…/view_key/`. */
export const keyEntry = v.object({ key: v.string() })

/** What a test of a transport answers: what the receiver said, its status first. */
export const testEntry = v.object({ messages: v.array(v.string()) })
