/** What an alias's private comment says of its owner, read apart from the program. */
export interface Mark {
  readonly owner: string
  /** Group id, with dashes; of a personal alias `user-` and the user's number. */
  readonly group: string
  readonly role: string | undefined
  /** Tells the aliases of a group apart. */
  readonly number: number
}

const marks =
  /\bcowherd owner=([a-z0-9-]{1,32}) (?:group=([0-9a-f-]{36})|user=(\d+))(?: role=([a-z]+))?(?: address=(\d+))?/g

/** All marks in a comment. */
export function marksIn(comment: string): Mark[] {
  return [...comment.matchAll(marks)].map(([, owner = '', group, user, role, number]) => ({
    ...{ owner, role, number: Number(number ?? 1) },
    group: group ?? `user-${user}`,
  }))
}

/** The mark by which an owner holds an alias; none where another owner is named as well. */
export function markOf(comment: string, owner: string): Mark | undefined {
  const all = marksIn(comment)
  return all.every((mark) => mark.owner === owner) ? all[0] : undefined
}
