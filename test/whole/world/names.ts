import type { Random } from '../harness/random.ts'

const plain = [
  ...[
    'Board',
    'Staff',
    'Team One',
    'Team Two',
    'Engineering',
    'Design',
    'Finance',
    'Legal',
    'Kitchen',
    'Choir',
  ],
  ...['Ops', 'QA', 'Alumni', 'Backend', 'Frontend', 'Research & Development', 'Übungsleiter', 'Straße 7'],
  ...[
    'Équipe Café',
    'Łódź',
    'Ελλάδα',
    'Команда',
    '営業部',
    '🐄 Cowherds',
    'a.b_c',
    'o’Neil',
    "D'Artagnan",
    '42',
  ],
  ...['1 Floor', 'x/y', '100%', 'team+plus', '  padded  ', 'All: everyone!', 'Rat & Tat, Inc.', 'ﬁle ﬁnders'],
]

const odd = [
  ...['🐄🐄🐄', '---', 'postmaster', 'Sales', 'support', 'ABUSE', 'webmaster'],
  ...['L'.repeat(300), 'Very long name '.repeat(20).trim()],
]

/** A name for a group: mostly one that gives an address, sometimes one that cannot or must not. */
export function randomName(random: Random, serial: number): string {
  const kind = random.next()
  if (kind < 0.1) return random.pick(odd)
  if (kind < 0.7) return random.pick(plain)
  return `${random.pick(plain)} ${serial}`
}

/** A name that differs and gives the same address. */
export function lookalike(name: string): string {
  if (name !== name.toUpperCase() && !name.includes('ß')) return name.toUpperCase()
  return name.includes(' ') ? name.replaceAll(' ', '-') : `${name} `
}
