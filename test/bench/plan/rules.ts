import { createDirectory, type Directory } from '@cowherd/directory'
import { parseRules, type Rules } from '@cowherd/rules'
import { wishesOf } from '../../../packages/plan/src/desired/wishes.ts'
import { selectGroups } from '../../../packages/plan/src/selection/select.ts'
import { defaultSettings } from '../../whole/harness/settings.ts'

/** What selecting groups and naming their aliases took: the middle of some rounds, in milliseconds of this process. */
export interface MeasuredRules {
  readonly milliseconds: number
  readonly rules: number
  /** Addresses that the rules gave. */
  readonly addresses: number
}

const rounds = 9

/** Decides for so many groups by 50 rules of all kinds, each of which matches as many groups as any other. */
export function measureRules(groups: number): MeasuredRules {
  const rules = createRules()
  const directory = createCompany(groups)
  const times: number[] = []
  let addresses = 0
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    addresses = nameAll(directory, rules)
    times.push(performance.now() - started)
  }
  if (addresses !== groups) throw new Error(`${addresses} of ${groups} groups have an address`)
  const milliseconds = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
  return { milliseconds, addresses, rules: rules.groups.length }
}

function nameAll(directory: Directory, rules: Rules): number {
  const settings = { ...defaultSettings, rules }
  const selected = selectGroups(directory, settings).filter(({ skip }) => !skip)
  return selected.reduce(
    (sum, selection) => sum + wishesOf(selection, directory, ['example.org'], settings).wishes.length,
    0,
  )
}

/** A rule of each fifth kind asks for a glob, an expression, an attribute, a group above, and an attribute that gives the address. */
function createRules(): Rules {
  const matches = [
    (n: number) => `match: {group: "kind ${n} *"}, address: "{slug}"`,
    (n: number) => `match: {group: /^kind ${n} \\d+$/}, address: "{slug}-list"`,
    (n: number) => `match: {attributes: {mail.kind: "${n}"}}`,
    (n: number) => `match: {under: "Company ${n}"}, address: "{parent}.{slug}"`,
    (n: number) =>
      `match: {group: "kind ${n} *", attributes: {mail.kind: {exists: true}}}, address: "x{attributes.mail.number}"`,
  ]
  const lines = Array.from({ length: 50 }, (_, n) => `  - {${matches[n % matches.length]?.(n)}}`)
  return parseRules(`rules:\n${lines.join('\n')}\n`, 'bench.yaml')
}

function createCompany(count: number): Directory {
  const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const companies = Array.from({ length: 50 }, (_, n) => ({
    ...{ id: id(n), name: `Company ${n}`, superuser: true, members: [], parents: [], attributes: {} },
  }))
  const groups = Array.from({ length: count }, (_, n) => ({
    ...{ id: id(1_000 + n), name: `kind ${n % 50} ${n}`, superuser: false, members: [] },
    parents: [id(n % 50)],
    attributes: { mail: { kind: String(n % 50), number: n } },
  }))
  return createDirectory([...companies, ...groups], [])
}
