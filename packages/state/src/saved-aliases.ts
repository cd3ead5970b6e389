import type { Alias } from '@cowherd/plan'
import * as v from 'valibot'

const aliasSchema = v.strictObject({
  id: v.number(),
  address: v.string(),
  goto: v.array(v.string()),
  flags: v.strictObject({
    active: v.boolean(),
    internal: v.boolean(),
    senderAllowed: v.boolean(),
    sogoVisible: v.boolean(),
  }),
  privateComment: v.string(),
  publicComment: v.string(),
  modified: v.optional(v.pipe(v.string(), v.description("in the server's own time zone")), ''),
})

/** The shape of a file of saved aliases, as `export` writes and `import` reads it. */
export const savedAliasesSchema = v.pipe(
  v.strictObject({
    version: v.literal(1),
    savedAt: v.pipe(v.string(), v.isoTimestamp()),
    target: v.pipe(v.string(), v.description('address of the Mailcow server')),
    aliases: v.array(aliasSchema),
  }),
  v.title('Saved Mailcow aliases'),
)

/** All aliases of a target at one moment. */
export type SavedAliases = v.InferOutput<typeof savedAliasesSchema>

/** Makes the document. */
export function saveAliases(aliases: readonly Alias[], target: string, at: Date): SavedAliases {
  return {
    version: 1,
    savedAt: at.toISOString(),
    target,
    aliases: aliases.map((alias) => ({ ...alias, goto: [...alias.goto], flags: { ...alias.flags } })),
  }
}

/**
 * Reads the document.
 *
 * @throws Error naming the first place that does not fit
 */
export function parseSavedAliases(text: string): SavedAliases {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new Error('the file is not JSON; give a file that "cowherd export" wrote')
  }
  const result = v.safeParse(savedAliasesSchema, data)
  if (result.success) return result.output
  const path = v.getDotPath(result.issues[0]) ?? 'the top level'
  // A key that does not belong there may be of any length and hold anything.
  const place = /^[\w. ]{1,80}$/.test(path) ? path : 'a key in it'
  throw new Error(`the file does not hold saved aliases: ${place} is not as "cowherd export" writes it`)
}
