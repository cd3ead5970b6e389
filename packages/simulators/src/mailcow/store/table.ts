/** Remembers how to take back changes while a rollback is under way. */
export interface Journal {
  record(undo: () => void): void
  /** Runs `change`, then takes back every change that was recorded meanwhile. */
  rollback<Result>(change: () => Result): Result
}

/** Makes a journal that records nothing outside of a rollback. */
export function createJournal(): Journal {
  let undos: (() => void)[] | undefined
  return {
    record(undo) {
      undos?.push(undo)
    },
    rollback(change) {
      const recorded: (() => void)[] = []
      undos = recorded
      try {
        return change()
      } finally {
        undos = undefined
        for (const undo of recorded.reverse()) undo()
      }
    },
  }
}

/** Rows by key, with groups of rows; rows are replaced, never changed. */
export interface Table<Key, Row> {
  readonly size: number
  get(key: Key): Row | undefined
  has(key: Key): boolean
  put(key: Key, row: Row): void
  drop(key: Key): void
  /** All rows, ascending by key. */
  rows(): Row[]
  /** Rows of a group, ascending by key. */
  group(name: string): Row[]
  groupSize(name: string): number
}

/**
 * Makes an empty table.
 *
 * @param groupOf the group a row belongs to; one group for all when left out
 */
export function createTable<Key extends string | number, Row>(
  journal: Journal,
  groupOf: (row: Row) => string = () => '',
): Table<Key, Row> {
  const rows = new Map<Key, Row>()
  const groups = new Map<string, Set<Key>>()

  function write(key: Key, row: Row | undefined): void {
    const old = rows.get(key)
    if (old !== undefined) groups.get(groupOf(old))?.delete(key)
    if (row === undefined) {
      rows.delete(key)
      return
    }
    rows.set(key, row)
    const name = groupOf(row)
    const group = groups.get(name)
    if (group) group.add(key)
    else groups.set(name, new Set([key]))
  }

  function change(key: Key, row: Row | undefined): void {
    const old = rows.get(key)
    write(key, row)
    journal.record(() => write(key, old))
  }

  function pick(keys: Iterable<Key>): Row[] {
    const picked: Row[] = []
    for (const key of [...keys].sort(ascending)) {
      const row = rows.get(key)
      if (row !== undefined) picked.push(row)
    }
    return picked
  }

  return {
    get size() {
      return rows.size
    },
    get: (key) => rows.get(key),
    has: (key) => rows.has(key),
    put: (key, row) => change(key, row),
    drop: (key) => change(key, undefined),
    rows: () => pick(rows.keys()),
    group: (name) => pick(groups.get(name) ?? []),
    groupSize: (name) => groups.get(name)?.size ?? 0,
  }
}

function ascending(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
