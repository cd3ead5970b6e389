import type { AttributePath } from '../model/pattern.ts'
import type { GroupRule, UserRule } from '../model/rules.ts'
import type { LintFinding } from './finding.ts'

/** A rule whose conditions contradict each other. */
export function impossibleMatch({ name, match }: GroupRule | UserRule): LintFinding[] {
  const absent = match.attributes.filter((test) => 'exists' in test && !test.exists)
  const present = match.attributes.filter((test) => !('exists' in test) || test.exists)
  return absent.flatMap((outer) =>
    present
      .filter((inner) => isInside(inner.path, outer.path))
      .map((inner) => ({
        code: 'never-matches' as const,
        rule: name,
        message: `Never matches: attribute ${outer.path.join('.')} must not exist, but ${inner.path.join('.')} inside of it must.`,
      })),
  )
}

function isInside(path: AttributePath, outer: AttributePath): boolean {
  return path.length > outer.length && outer.every((key, index) => key === path[index])
}
