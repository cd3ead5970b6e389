import * as v from 'valibot'

const settingsSchema = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.description('environment variable')),
      value: v.pipe(v.nullable(v.string()), v.description('null where it was written into the file instead')),
    }),
  ),
  v.description('what Cowherd needs from now on; secrets are among them'),
)
const fileSchema = v.pipe(v.nullable(v.string()), v.description('the file that settings were written into'))
const notesSchema = v.pipe(v.array(v.string()), v.description('what is to be done or known, for people'))

/** The shape of `setup authentik --json`. */
export const setupAuthentikDocumentSchema = v.pipe(
  v.strictObject({
    server: v.strictObject({ address: v.string(), version: v.string() }),
    owner: v.string(),
    dryRun: v.boolean(),
    steps: v.pipe(
      v.array(
        v.strictObject({
          action: v.picklist(['create', 'change', 'delete', 'assign', 'unassign', 'remove-member']),
          object: v.pipe(v.string(), v.description('kind of the object, such as rule')),
          name: v.string(),
          details: v.pipe(v.array(v.string()), v.description('fields, permissions or users; never a value')),
        }),
      ),
      v.description('changes made in Authentik, or with dryRun those to be made; none where all is right'),
    ),
    settings: settingsSchema,
    file: fileSchema,
    notes: notesSchema,
  }),
  v.title('Cowherd setup authentik'),
)

/** The shape of `setup mailcow --json`. */
export const setupMailcowDocumentSchema = v.pipe(
  v.strictObject({
    server: v.pipe(v.string(), v.description('address of the Mailcow server')),
    ready: v.pipe(v.boolean(), v.description('whether Cowherd can change aliases of the domain')),
    access: v.picklist(['read-write', 'read-only', 'unknown']),
    sogo: v.picklist(['running', 'stopped', 'unknown']),
    domains: v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.description('in punycode')),
        active: v.boolean(),
        relay: v.boolean(),
        mailboxes: v.number(),
        aliases: v.number(),
        aliasesLeft: v.number(),
      }),
    ),
    settings: settingsSchema,
    file: fileSchema,
    notes: notesSchema,
  }),
  v.title('Cowherd setup mailcow'),
)
