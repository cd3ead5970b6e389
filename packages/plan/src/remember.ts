/** The same function, each text looked at once: the same people are in many lists. */
export function remembering<Result extends NonNullable<unknown> | undefined>(
  find: (text: string) => Result,
): (text: string) => Result {
  const found = new Map<string, Result>()
  return (text) => {
    const known = found.get(text)
    if (known !== undefined || found.has(text)) return known as Result
    const result = find(text)
    found.set(text, result)
    return result
  }
}
