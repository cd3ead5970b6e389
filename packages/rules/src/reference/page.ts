import { pageTables } from './tables.ts'

/** A page with its tables as they should be. Throws RangeError where a table has no place in it. */
export function withTables(page: string): string {
  return Object.entries(pageTables()).reduce((text, [name, table]) => replaceBlock(text, name, table), page)
}

function replaceBlock(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: generated -->\n`, `<!-- /${name} -->`]
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new RangeError(`the page has no ${start.trim()} … ${end}`)
  return `${page.slice(0, from + start.length)}\n${content}\n\n${page.slice(to)}`
}
