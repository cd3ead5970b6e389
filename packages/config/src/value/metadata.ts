import * as v from 'valibot'

const metadataSchema = v.object({
  /** What the value looks like, with its article: `a whole number from 1 to 16`. */
  typeText: v.string(),
  example: v.optional(v.string()),
  secret: v.optional(v.boolean(), false),
  /** What happens while the setting is unset, where the plain default does not say it. */
  defaultText: v.optional(v.string()),
})

/** What a setting's schema tells about itself besides its description. */
export type ValueMetadata = v.InferInput<typeof metadataSchema>

/** Attaches metadata to a setting's schema. */
export function about<Input>(
  metadata: Partial<ValueMetadata>,
): v.MetadataAction<Input, Partial<ValueMetadata>> {
  return v.metadata(metadata)
}

/** Reads what `about` attached. Throws ValiError where a setting has no type text. */
export function readMetadata(schema: v.GenericSchema): v.InferOutput<typeof metadataSchema> {
  return v.parse(metadataSchema, v.getMetadata(schema))
}
