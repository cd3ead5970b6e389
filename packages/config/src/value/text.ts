import { normaliseDomain } from '@cowherd/plan'
import * as v from 'valibot'
import { about } from './metadata.ts'

/** A mail domain, also an internationalised one. The result is lower case and in punycode. */
export function mailDomain() {
  return v.pipe(
    v.string(),
    about({ typeText: 'a mail domain', example: 'example.com' }),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const domain = normaliseDomain(dataset.value)
      if (domain !== undefined) return domain
      addIssue({ message: 'is not a mail domain' })
      return NEVER
    }),
  )
}

/** The name of one installation, as it stands in the marker. */
export function ownerName() {
  return v.pipe(
    v.string(),
    about({ typeText: '1 to 32 characters of a-z, 0-9 and -', example: 'main' }),
    v.regex(/^[a-z0-9-]{1,32}$/, 'holds other characters or too many'),
  )
}

/** The path of a file or a folder. */
export function path() {
  return v.pipe(v.string(), about({ typeText: 'a path' }))
}

/** Globs over names; a comma inside braces does not separate. The result has no empty globs. */
export function nameGlobs() {
  return v.pipe(
    v.string(),
    about({ typeText: 'name globs separated by commas', example: 'team-*,sales', defaultText: 'none' }),
    v.transform((text): readonly string[] =>
      (text.match(/(?:\{[^{}]*\}|[^,])+/g) ?? []).map((glob) => glob.trim()).filter((glob) => glob !== ''),
    ),
  )
}
