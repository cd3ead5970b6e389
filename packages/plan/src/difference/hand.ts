import { withMarker, withoutMarker } from '../marker/marker.ts'
import type { OwnedAlias } from '../target/owned.ts'
import { buildChange } from './build.ts'
import type { Change } from './change.ts'
import { contentOf } from './content.ts'

/** Gives an alias back to people: it stays as it is and Cowherd never takes it again by itself. */
export function releaseChange({ alias, marker }: OwnedAlias): Change | undefined {
  const before = contentOf(alias)
  return buildChange({
    group: { id: marker.group, name: null },
    current: alias,
    after: { ...before, privateComment: withoutMarker(before.privateComment) },
    action: 'release',
    why: 'released by hand',
  })
}

/** Hands an alias over to another owner; everything else stays. */
export function handOverChange({ alias, marker }: OwnedAlias, owner: string): Change | undefined {
  const before = contentOf(alias)
  return buildChange({
    group: { id: marker.group, name: null },
    current: alias,
    after: { ...before, privateComment: withMarker(before.privateComment, { ...marker, owner }) },
    why: `handed over to the owner ${owner}`,
  })
}
