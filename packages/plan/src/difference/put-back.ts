import { formatMarker, onHold, ownMarker, withMarker } from '../marker/marker.ts'
import type { OwnedAlias } from '../target/owned.ts'
import { buildChange } from './build.ts'
import type { AliasContent, Change, GroupName } from './change.ts'
import { contentOf } from './content.ts'

/** Mailcow takes so many octets of a comment when an alias is made. */
const commentOctetsMax = 160

/**
 * Puts address, members and flags of an alias back to what they were, and the alias on hold, so that no run undoes it. Words in the
 * comments of an alias that is there stay as they are now.
 *
 * @param now the alias as it is; undefined makes it anew
 * @param past as it was; of an alias that is made anew also the comments
 */
export function putBackChange(
  now: OwnedAlias | undefined,
  past: AliasContent,
  context: { readonly owner: string; readonly group: GroupName; readonly since: Date; readonly why: string },
): Change | undefined {
  const { owner, group, since, why } = context
  const content = now && contentOf(now.alias)
  const comment = content?.privateComment ?? past.privateComment
  const held = onHold(now?.marker ?? ownMarker(comment, owner) ?? { owner, group: group.id }, since)
  const marked = withMarker(comment, held)
  return buildChange({
    group,
    current: now?.alias,
    after: {
      ...past,
      publicComment: content?.publicComment ?? past.publicComment,
      privateComment: !content && Buffer.byteLength(marked) > commentOctetsMax ? formatMarker(held) : marked,
    },
    why,
  })
}
