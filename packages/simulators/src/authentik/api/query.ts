/** True where every word of `search` stands in one of the texts, in any case. */
export function matchesSearch(search: string, texts: readonly string[]): boolean {
  const folded = texts.map((text) => text.toLowerCase())
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.some((text) => text.includes(word)))
}

/** A boolean parameter; undefined where it is missing or neither true nor false. */
export function readBoolean(text: string | null): boolean | undefined {
  const value = text?.toLowerCase()
  return value === 'true' ? true : value === 'false' ? false : undefined
}

/** The message for a filter value that names nothing. */
export function invalidChoice(choice: string): string {
  return `Select a valid choice. ${choice} is not one of the available choices.`
}
