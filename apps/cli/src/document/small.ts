import * as v from 'valibot'
import { pauseSchema } from './part.ts'

/** The shape of `pause --json` and `resume --json`. */
export const pauseDocumentSchema = v.pipe(v.strictObject({ paused: pauseSchema }), v.title('Cowherd pause'))

/** The shape of `version --json`. */
export const versionDocumentSchema = v.pipe(
  v.strictObject({ version: v.string(), node: v.string() }),
  v.title('Cowherd version'),
)

/** The shape of `export FILE --json`. */
export const exportDocumentSchema = v.pipe(
  v.strictObject({
    file: v.string(),
    target: v.pipe(v.string(), v.description('address of the Mailcow server')),
    savedAt: v.string(),
    aliases: v.pipe(v.number(), v.description('how many were saved')),
  }),
  v.title('Cowherd export'),
)

/** The shape of `config --json`. */
export const settingsDocumentSchema = v.pipe(
  v.strictObject({
    settings: v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.description('environment variable')),
        value: v.pipe(v.string(), v.description('a secret is set or unset; empty while unset')),
        source: v.picklist(['environment', 'file', 'default', 'unset']),
      }),
    ),
  }),
  v.title('Cowherd settings'),
)
