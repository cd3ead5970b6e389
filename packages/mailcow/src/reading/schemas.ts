import * as v from 'valibot'

/** JSON numbers since 2022, digits in strings before. */
const integer = v.union([
  v.number(),
  v.pipe(
    v.string(),
    v.regex(/^-?\d+$/),
    v.transform((digits) => Number(digits)),
  ),
])
const comment = v.nullish(v.string(), '')

/** One row of `get/alias`. Unknown fields are left out; fields that older servers do not have are undefined. */
export const aliasRowSchema = v.object({
  id: v.pipe(integer, v.safeInteger(), v.minValue(1)),
  address: v.string(),
  goto: v.string(),
  active: integer,
  sogo_visible: integer,
  internal: v.optional(integer),
  sender_allowed: v.optional(integer),
  private_comment: comment,
  public_comment: comment,
  created: v.nullish(v.string(), ''),
  modified: v.nullish(v.string()),
})

/** One row of `get/domain`. */
export const domainRowSchema = v.object({
  domain_name: v.string(),
  active: integer,
  backupmx: integer,
  relay_all_recipients: integer,
  aliases_left: integer,
  aliases_in_domain: integer,
  mboxes_in_domain: integer,
})

/** One row of `get/alias-domain`. */
export const aliasDomainRowSchema = v.object({ alias_domain: v.string(), target_domain: v.string() })

/** One row of `get/mailbox`. */
export const mailboxRowSchema = v.object({ username: v.string(), active: integer })

/** The answer of `get/status/version`. */
export const versionSchema = v.object({ version: v.nullish(v.string(), '') })

/** Not a strict object: its issues would name keys of the answer. */
const emptyObject = v.custom<object>(
  (body) => typeof body === 'object' && body !== null && Object.keys(body).length === 0,
)

/** A list of rows; Mailcow answers an empty one with `{}`. */
export function listOf<Row extends v.GenericSchema>(
  row: Row,
): v.GenericSchema<unknown, v.InferOutput<Row>[]> {
  const rows = v.array(row)
  const none = v.pipe(
    emptyObject,
    v.transform((): v.InferOutput<Row>[] => []),
  )
  // Not a union: its issues would not say which row is wrong.
  return v.lazy((body) => (Array.isArray(body) ? rows : none)) as v.GenericSchema<
    unknown,
    v.InferOutput<Row>[]
  >
}

/** One row, or undefined: Mailcow answers an unknown one with `{}`. */
export function oneOf<Row extends v.GenericSchema>(
  row: Row,
): v.GenericSchema<unknown, v.InferOutput<Row> | undefined> {
  const none = v.pipe(
    emptyObject,
    v.transform(() => undefined),
  )
  return v.lazy((body) => (v.is(emptyObject, body) ? none : row)) as v.GenericSchema<
    unknown,
    v.InferOutput<Row> | undefined
  >
}

export type AliasRow = v.InferOutput<typeof aliasRowSchema>
export type DomainRow = v.InferOutput<typeof domainRowSchema>
export type AliasDomainRow = v.InferOutput<typeof aliasDomainRowSchema>
export type MailboxRow = v.InferOutput<typeof mailboxRowSchema>
