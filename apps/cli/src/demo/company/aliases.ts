import type { HandMadeAlias, Person } from './model.ts'

/** The aliases that people made by hand: some stand where a group wants one, most have nothing to do with groups. */
export function handMadeAliases(people: readonly Person[], domain: string, shop: string): HandMadeAlias[] {
  const inGroup = (name: string) =>
    people
      .filter(({ active, groups }) => active && groups.includes(name))
      .map(({ email }) => email)
      .sort()
  const alias = (address: string, goto: readonly string[], comment: string): HandMadeAlias => ({
    ...{ address, goto, comment },
    active: true,
    adoptable: false,
  })
  const fieldSales = inGroup('Field Sales')
  return [
    { ...alias(`payroll@${domain}`, inGroup('Payroll'), 'asked for by Finance, 2021'), adoptable: true },
    alias(`betriebsrat@${domain}`, inGroup('Betriebsrat').slice(0, 2), 'elected 2022'),
    alias(`@${domain}`, [`office@${domain}`], 'catch-all'),
    alias(`info@${domain}`, [`office@${domain}`, ...fieldSales.slice(0, 1)], ''),
    alias(`sales@${domain}`, fieldSales.slice(0, 4), 'ask Field Sales before you change this'),
    {
      ...alias(`sommerfest@${domain}`, inGroup('Events').slice(0, 2), 'until next summer'),
      active: false,
    },
    alias(
      `presse@${domain}`,
      inGroup('Events').slice(0, 3),
      'cowherd owner=press-office group=6f1c2a34-9b1e-4c55-8d7a-0e5b9c3d2f10',
    ),
    alias(`orders@${shop}`, [`office@${domain}`], 'web shop'),
  ]
}
