import { onHold, withMarker, withoutMarker } from '../marker/marker.ts'
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

/** Keeps an alias as it is, whatever becomes of its group. Undefined where it is on hold already. */
export function holdChange({ alias, marker }: OwnedAlias, since: Date): Change | undefined {
  if (marker.hold) return undefined
  const before = contentOf(alias)
  return buildChange({
    group: { id: marker.group, name: null },
    current: alias,
    after: { ...before, privateComment: withMarker(before.privateComment, onHold(marker, since)) },
    why: 'put on hold by hand',
  })
}

/** Lets an alias follow its group again. Undefined where it is not on hold. */
export function endHoldChange({ alias, marker }: OwnedAlias): Change | undefined {
  const { hold, ...rest } = marker
  if (!hold) return undefined
  const before = contentOf(alias)
  return buildChange({
    group: { id: marker.group, name: null },
    current: alias,
    after: { ...before, privateComment: withMarker(before.privateComment, rest) },
    why: 'hold ended by hand',
  })
}
