import { type Alias, type AliasContent, contentOf, type Flags, sameContent } from '@cowherd/plan'
import type { AliasContent as WrittenContent } from '../ports.ts'

/** Whether an alias holds what a change says, flags that this Mailcow does not have yet left aside. */
export function holds(alias: Alias, content: AliasContent, absentFlags: readonly (keyof Flags)[]): boolean {
  const now = contentOf(alias)
  const flags = { ...now.flags }
  for (const flag of absentFlags) flags[flag] = content.flags[flag]
  return sameContent({ ...now, flags }, content)
}

/** An alias as it is written. */
export function written(content: AliasContent): WrittenContent {
  const { members, ...rest } = content
  return { ...rest, goto: members }
}

/** Only what differs, so that a person's work on the rest of the alias is left alone; flags go together, always explicit. */
export function patchOf(before: AliasContent, after: AliasContent): Partial<WrittenContent> {
  const from = written(before)
  const to = written(after)
  const sameGoto =
    from.goto.length === to.goto.length && from.goto.every((member, i) => member === to.goto[i])
  return {
    ...(from.address === to.address ? {} : { address: to.address }),
    ...(sameGoto ? {} : { goto: to.goto }),
    ...(from.privateComment === to.privateComment ? {} : { privateComment: to.privateComment }),
    ...(from.publicComment === to.publicComment ? {} : { publicComment: to.publicComment }),
    flags: to.flags,
  }
}
