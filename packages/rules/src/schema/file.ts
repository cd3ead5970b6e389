import * as v from 'valibot'
import { mapping } from './mapping.ts'
import { mustBe } from './reading.ts'
import { ruleSchema } from './rule.ts'

/** The whole file. */
export const fileSchema = mapping({ rules: v.array(ruleSchema, mustBe('a list of rules')) })
