import { digest } from '@cowherd/plan'
import type { PartReading } from './read.ts'

/**
 * The names of what was held before that are about the aliases of a part: its plan judges whether most of what was held is still wanted,
 * and knows nothing of the rest. A name is `address <alias> …` or `<alias> member …`, with an id or the digest of a new address.
 */
export function holdsWithin(
  names: ReadonlySet<string>,
  { target, wanted }: Pick<PartReading, 'target' | 'wanted'>,
): Set<string> {
  const aliases = new Set([
    ...target.aliases.map(({ id }) => String(id)),
    ...[...wanted.values()].map(digest),
  ])
  return new Set(
    [...names].filter((name) => {
      const [first = '', second = ''] = name.split(' ')
      return aliases.has(first === 'address' ? second : first)
    }),
  )
}
