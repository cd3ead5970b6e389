import { toKey } from '../address.ts'
import { ServerFailure } from '../failure.ts'
import { leadingNumber, toText, type Value } from '../php.ts'
import type { AliasRow } from './rows.ts'
import { createTable, type Journal } from './table.ts'

/** Columns that a write sets. */
export type AliasColumns = Omit<AliasRow, 'id' | 'created' | 'modified'>

/** The alias table: unique addresses, ids that are never used again. */
export interface AliasTable {
  get(id: number): AliasRow | undefined
  /** Row of an address, whatever its case. */
  byAddress(address: string): AliasRow | undefined
  /** Row of an id or an address; a text that starts with digits matches the id of these digits. */
  match(item: Value): AliasRow | undefined
  rows(): AliasRow[]
  /** Rows whose `domain` column is this domain. */
  ofDomain(domain: string): AliasRow[]
  countOf(domain: string): number
  insert(columns: AliasColumns): AliasRow
  /** Sets columns; `modified` moves only if one really changes. */
  update(id: number, columns: Partial<AliasColumns>): void
  remove(id: number): void
}

const TEXT_BYTES_MAX = 65_535
const FLAGS = ['active', 'internal', 'senderAllowed', 'sogoVisible'] as const
const TEXTS = ['goto', 'publicComment', 'privateComment'] as const

/** Makes an empty alias table. */
export function createAliasTable(journal: Journal, now: () => string): AliasTable {
  const table = createTable<number, AliasRow>(journal, (row) => toKey(row.domain))
  const idByAddress = new Map<string, number>()
  let nextId = 1

  function index(key: string, id: number | undefined): void {
    const old = idByAddress.get(key)
    if (id === undefined) idByAddress.delete(key)
    else idByAddress.set(key, id)
    journal.record(() => {
      if (old === undefined) idByAddress.delete(key)
      else idByAddress.set(key, old)
    })
  }

  function byAddress(address: string): AliasRow | undefined {
    const id = idByAddress.get(toKey(address))
    return id === undefined ? undefined : table.get(id)
  }

  return {
    get: table.get,
    byAddress,
    match(item) {
      const text = typeof item === 'object' ? '' : toText(item)
      const rows = [table.get(leadingNumber(text)), text === '' ? undefined : byAddress(text)]
      const visible = rows.filter((row) => row !== undefined).filter((row) => !isSelfRow(row))
      return visible.sort((a, b) => a.id - b.id)[0]
    },
    rows: table.rows,
    ofDomain: (domain) => table.group(toKey(domain)),
    countOf: (domain) => table.groupSize(toKey(domain)),
    insert(columns) {
      checkColumns(columns)
      const id = nextId
      nextId += 1
      journal.record(() => {
        nextId = id
      })
      const row = { id, ...columns, created: now(), modified: null }
      table.put(id, row)
      index(toKey(row.address), id)
      return row
    },
    update(id, columns) {
      const row = table.get(id)
      if (!row) return
      checkColumns(columns)
      const changed = (Object.keys(columns) as (keyof AliasColumns)[]).some(
        (key) => columns[key] !== row[key],
      )
      if (!changed) return
      const next = { ...row, ...columns, modified: now() }
      table.put(id, next)
      if (toKey(row.address) === toKey(next.address)) return
      index(toKey(row.address), undefined)
      index(toKey(next.address), id)
    },
    remove(id) {
      const row = table.get(id)
      if (!row) return
      table.drop(id)
      index(toKey(row.address), undefined)
    },
  }
}

/** Whether the address equals the goto, as in the row of a mailbox: the API never shows such a row. */
export function isSelfRow(row: AliasRow): boolean {
  return row.address.length === row.goto.length && toKey(row.address) === toKey(row.goto)
}

function checkColumns(columns: Partial<AliasColumns>): void {
  for (const flag of FLAGS) {
    const value = columns[flag] ?? 0
    if (value < -128 || value > 127)
      throw new ServerFailure('PDOException', `Out of range value for column '${flag}'`)
  }
  for (const text of TEXTS) {
    // A text has at most three bytes for each UTF-16 unit: short ones need no count.
    const value = columns[text] ?? ''
    if (value.length * 3 > TEXT_BYTES_MAX && Buffer.byteLength(value) > TEXT_BYTES_MAX) {
      throw new ServerFailure('PDOException', `Data too long for column '${text}'`)
    }
  }
}
