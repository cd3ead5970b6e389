export {
  localPartOctetsMax,
  normaliseAddress,
  normaliseDomain,
  normaliseLocalPart,
} from './address/address.ts'
export { rulesJsonSchema } from './json-schema/json-schema.ts'
export type { LintCode, LintFinding } from './lint/finding.ts'
export { type LintFacts, lintRules } from './lint/lint.ts'
export type { AddressTemplate, DomainSet, Part, Placeholder } from './model/address.ts'
export type {
  AddressSource,
  AliasOptions,
  ListOptions,
  MemberName,
  MemberOptions,
  PersonalOptions,
} from './model/options.ts'
export type { AttributePath, AttributeTest, AttributeValue, NamePattern } from './model/pattern.ts'
export {
  emptyRules,
  type GroupMatch,
  type GroupRule,
  type Rules,
  type UserMatch,
  type UserRule,
} from './model/rules.ts'
export { RulesError, type RulesProblem } from './parse/error.ts'
export { parseRules } from './parse/parse.ts'
