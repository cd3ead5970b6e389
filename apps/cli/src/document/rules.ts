import type { LintFinding } from '@cowherd/rules'
import * as v from 'valibot'
import type { RuleUse } from '../rules/uses.ts'

/** The shape of `rules test --json`. */
export const rulesTestDocumentSchema = v.pipe(
  v.strictObject({
    subjects: v.array(
      v.strictObject({
        kind: v.picklist(['group', 'user']),
        name: v.string(),
        rule: v.pipe(v.nullable(v.string()), v.description('the rule that matched; null where none did')),
        aliases: v.array(
          v.strictObject({
            address: v.string(),
            members: v.pipe(v.number(), v.description('how many addresses it reaches')),
            obstacle: v.pipe(v.nullable(v.string()), v.description('why it cannot be made')),
          }),
        ),
        skipped: v.pipe(v.nullable(v.string()), v.description('why there is no alias')),
      }),
    ),
  }),
  v.title('Cowherd rules test'),
)

/** The shape of `rules lint --json`. */
export const lintDocumentSchema = v.pipe(
  v.strictObject({
    findings: v.array(
      v.strictObject({
        code: v.string(),
        rule: v.string(),
        position: v.pipe(v.number(), v.description('where the rule stands in the file, from 1')),
        message: v.string(),
      }),
    ),
  }),
  v.title('Cowherd rules lint'),
)

/** What the rules make of everything, as programs read it. */
export function rulesTestDocument(uses: readonly RuleUse[]): v.InferOutput<typeof rulesTestDocumentSchema> {
  return {
    subjects: uses.map(({ kind, name, rule, addresses, skipped }) => ({
      ...{ kind, name, rule: rule ?? null, skipped: skipped ?? null },
      aliases: addresses.map(({ obstacle, ...alias }) => ({ ...alias, obstacle: obstacle ?? null })),
    })),
  }
}

/** What is doubtful about rules, as programs read it. */
export function lintDocument(findings: readonly LintFinding[]): v.InferOutput<typeof lintDocumentSchema> {
  return { findings: findings.map((finding) => ({ ...finding })) }
}
