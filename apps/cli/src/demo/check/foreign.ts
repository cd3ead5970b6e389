import type { AliasRow, MailcowSimulator } from '@cowherd/simulators'

/** Watches aliases that are not Cowherd's. */
export interface ForeignWatch {
  readonly watched: number
  /** Takes an alias as it is now for right: a person has changed it. */
  accept(address: string): void
  /** Addresses of aliases that differ in any byte from what people left, or are gone. */
  changed(): string[]
}

/** Remembers whole rows, times included, of the aliases with these addresses. */
export function watchForeign(
  mailcow: Pick<MailcowSimulator, 'aliases'>,
  addresses: readonly string[],
): ForeignWatch {
  const rows = () => new Map(mailcow.aliases().map((row) => [row.address, bytesOf(row)]))
  const left = rows()
  const known = new Map(addresses.map((address) => [address, left.get(address)]))
  return {
    watched: known.size,
    accept: (address) => void known.set(address, rows().get(address)),
    changed() {
      const now = rows()
      return [...known].filter(([address, bytes]) => now.get(address) !== bytes).map(([address]) => address)
    },
  }
}

/** A row as text. */
export function bytesOf(row: AliasRow): string {
  return JSON.stringify(row)
}
