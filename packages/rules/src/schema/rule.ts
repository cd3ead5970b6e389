import * as v from 'valibot'
import type { Placeholder } from '../model/address.ts'
import { type MisplacedKeys, mapping } from './mapping.ts'
import { groupMatch, userMatch } from './match.ts'
import { aliasEntries, listEntries } from './options.ts'
import { mustBe } from './reading.ts'
import { addressTemplates } from './values.ts'
import { flag, line, word } from './word.ts'

const nameOctetsMax = 100

/** What can stand in braces in the address of a group. */
const groupPlaceholders = ['slug', 'name', 'parent'] as const satisfies readonly Placeholder[]

/** What can stand in braces in the address of a user. */
const userPlaceholders = ['username', 'name', 'given', 'family'] as const satisfies readonly Placeholder[]

const nameEntry = { name: v.optional(line('text', nameOctetsMax)) }
const ignoreEntry = { ignore: v.optional(flag()) }

const groupEntries = {
  ...nameEntry,
  kind: v.optional(v.literal('group')),
  match: v.optional(groupMatch),
}
const listAction = {
  address: v.optional(addressTemplates(groupPlaceholders)),
  ...aliasEntries,
  ...listEntries,
}

const userEntries = {
  ...nameEntry,
  kind: v.literal('user'),
  match: v.optional(userMatch),
}
const personalAction = { address: addressTemplates(userPlaceholders), ...aliasEntries }

/** A rule about groups that makes aliases. */
export const listRule = mapping({ ...groupEntries, ...ignoreEntry, ...listAction })

/** A rule of kind user that makes aliases. */
export const personalRule = mapping(
  { ...userEntries, ...ignoreEntry, ...personalAction },
  misplaced(listEntries, 'belongs to rules about groups, not to kind: user'),
)

const besideIgnore = 'cannot stand beside ignore: true'
const ignoredGroupRule = mapping(
  { ...groupEntries, ignore: v.literal(true) },
  misplaced(listAction, besideIgnore),
)
const ignoredUserRule = mapping(
  { ...userEntries, ignore: v.literal(true) },
  misplaced({ ...listEntries, ...personalAction }, besideIgnore),
)

/** A rule whose kind is none: what else it should hold cannot be told. */
const ruleOfNoKind = v.pipe(v.object({ kind: word(['group', 'user']) }, mustBe('a mapping')), v.never())

/** One rule of the file. */
export const ruleSchema = v.lazy((input) => {
  const { kind, ignore }: { readonly kind?: unknown; readonly ignore?: unknown } = Object(input)
  if (kind === 'user') return ignore === true ? ignoredUserRule : personalRule
  if (kind === undefined || kind === 'group') return ignore === true ? ignoredGroupRule : listRule
  return ruleOfNoKind
})

function misplaced(entries: v.ObjectEntries, why: string): MisplacedKeys {
  return Object.fromEntries(Object.keys(entries).map((key) => [key, why]))
}
