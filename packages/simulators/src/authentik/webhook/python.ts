/** A JSON value as Python's `str` prints it: what Authentik does with the context of an event where no mapping is set. */
export function printPython(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(printPython).join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const items = Object.entries(value).map(([key, item]) => `${quote(key)}: ${printPython(item)}`)
  return `{${items.join(', ')}}`
}

function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}
