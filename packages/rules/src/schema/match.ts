import * as v from 'valibot'
import { attributeTests } from './attributes.ts'
import { mapping } from './mapping.ts'
import { mustBe } from './reading.ts'
import { namePatterns } from './values.ts'
import { flag } from './word.ts'

const ofGroups = 'belongs to rules about groups, not to kind: user'
const ofUsers = 'belongs to rules of kind: user'

/** Conditions on a group. */
export const groupMatch = mapping(
  {
    group: v.optional(namePatterns()),
    attributes: v.optional(attributeTests()),
    under: v.optional(namePatterns()),
    superuser: v.optional(v.union([v.boolean(), v.literal('any')], mustBe('true, false or any'))),
    has_members: v.optional(flag()),
  },
  { user: ofUsers, active: ofUsers },
)

/** Conditions on a user. */
export const userMatch = mapping(
  {
    user: v.optional(namePatterns()),
    attributes: v.optional(attributeTests()),
    active: v.optional(flag()),
  },
  { group: ofGroups, under: ofGroups, superuser: ofGroups, has_members: ofGroups },
)
