/** A group to make, as indexes into the lists of groups and people. */
export interface GroupShape {
  readonly name: string
  readonly members: readonly number[]
  /** Groups that it is nested in, all of which come earlier. */
  readonly parents: readonly number[]
}

/** Groups and how many people there are. */
export interface Shape {
  /** Names the shape in results: `1,000 × 20`. */
  readonly name: string
  readonly people: number
  readonly groups: readonly GroupShape[]
}

const membersPerGroup = 20
/** The largest number of mailboxes that latencies were measured with is 1,000; twice that is taken to behave alike. */
const mostPeople = 2_000

/** So many groups of 20 members, none in another. */
export function flatShape(groups: number): Shape {
  const people = Math.min(groups * 2, mostPeople)
  return {
    people,
    name: `${groups.toLocaleString('en')} × ${membersPerGroup}`,
    groups: Array.from({ length: groups }, (_, index) => ({
      name: `group-${index}`,
      parents: [],
      members: membersOf(index, people),
    })),
  }
}

/** How many groups each level has, of all: a level is five times as large as the one above. */
const levelShares = [1, 5, 25, 125, 625]

/** Groups of 20 direct members in five levels; all but those of the first are in two groups of the level above. */
export function nestedShape(memberships: number): Shape {
  const count = Math.round(memberships / membersPerGroup)
  const unit = count / levelShares.reduce((sum, share) => sum + share, 0)
  const groups: GroupShape[] = []
  let above: { first: number; size: number } | undefined
  for (const [level, share] of levelShares.entries()) {
    const first = groups.length
    const size =
      level === levelShares.length - 1 ? count - groups.length : Math.max(2, Math.round(share * unit))
    for (let index = 0; index < size; index += 1) {
      const over = above
      const nearest = over ? Math.floor((index * over.size) / size) : 0
      const parents = over ? [nearest, (nearest + 1) % over.size].map((one) => over.first + one) : []
      // People of one place: what a group at the top holds stays a list that people would have.
      const place = Math.floor((index / size) * mostPeople)
      const members = Array.from({ length: membersPerGroup }, (_, one) => (place + one) % mostPeople)
      groups.push({ name: `group-${groups.length}`, parents, members })
    }
    above = { first, size }
  }
  return { name: `${memberships.toLocaleString('en')} memberships, 5 levels`, people: mostPeople, groups }
}

function membersOf(index: number, people: number): number[] {
  return Array.from({ length: membersPerGroup }, (_, member) => (index * 7 + member * 13) % people)
}
