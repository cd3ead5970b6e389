import type { Company } from '../company/company.ts'
import { runBaseline } from '../company/contestant.ts'

/** What one run of the script as published leaves of a company whose lists are all right. Its servers are of no further use. */
export async function missedBy(company: Company): Promise<string> {
  const { shape, mailcow, settings } = company
  const listOf = (name: string) => `${name}@${settings.domain}`
  const before = new Map(mailcow.aliases().map(({ address, goto }) => [address, goto]))
  // A minute for each hundred deletions tells nothing.
  company.hurry()
  const { groups, deleted } = await runBaseline(company, 'published')
  const after = new Map(mailcow.aliases().map(({ address, goto }) => [address, goto]))
  const short = shape.groups.filter(({ name }) => {
    const goto = after.get(listOf(name))
    return goto !== undefined && goto !== before.get(listOf(name))
  })
  const count = (value: number) => value.toLocaleString('en')
  return (
    `${shape.name}: it saw ${count(groups)} of ${count(shape.groups.length)} groups, deleted ${count(deleted)} lists that were right, ` +
    `and took members away from ${count(short.length)} of those it left.`
  )
}
