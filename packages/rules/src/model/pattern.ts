/**
 * A pattern over a name, of a group or a user.
 *
 * A glob is picomatch's with `bash` and `dot`, as in COWHERD_INCLUDE: the whole name, upper and lower case differ, a slash is a
 * character like any other. A regular expression may match anywhere in the name; its source compiles, its flags are of `i` and `u`.
 */
export type NamePattern =
  | { readonly kind: 'glob'; readonly glob: string }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }

/** A value that an attribute is compared with. */
export type AttributeValue = string | number | boolean

/**
 * A test of one attribute. `values`: the attribute, or one item of it where it is a list, is one of these, both sides as text (`true`
 * and `"true"` are the same; case counts). `exists`: whether it is there and not null.
 */
export type AttributeTest =
  | { readonly path: AttributePath; readonly values: readonly AttributeValue[] }
  | { readonly path: AttributePath; readonly exists: boolean }

/** The keys that lead to an attribute, outermost first; at least one, none of them empty. */
export type AttributePath = readonly string[]
