import { createDirectory, type Group, type User } from '@cowherd/directory'
import { type Alias, createPlan, formatMarker, type TargetState } from '@cowherd/plan'
import { settingsOf } from '@cowherd/plan/testkit'
import { surveyOf } from '../../../apps/cli/src/explanation/survey.ts'
import { modelOf } from '../../../apps/cli/src/service/console/model.ts'

/** How large the company is. */
export const size = { groups: 10_000, people: 5_000, members: 15 } as const

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const emailOf = (n: number) => `person.${n}@example.org`
const nested = 10

/** The n-th group's people: some of the company, others for each group. */
function peopleOf(n: number): number[] {
  return [
    ...new Set(
      Array.from({ length: size.members }, (_, index) => 1 + ((n * 37 + index * 313) % size.people)),
    ),
  ]
}

/**
 * The model of a large company: ten thousand groups in a tree, most of them in step, some with changes, some held, some in conflict. The
 * groups at the leaves have people; those above have all of them.
 */
export async function largeModel() {
  const isLeaf = (n: number) => n * nested + 1 > size.groups
  const groups: Group[] = Array.from({ length: size.groups }, (_, n) => ({
    ...{ id: idOf(n), name: `team ${n}`, superuser: false, attributes: {} },
    parents: n < nested ? [] : [idOf(Math.floor((n - 1) / nested))],
    members: isLeaf(n) ? peopleOf(n) : [],
  }))
  const users: User[] = Array.from({ length: size.people }, (_, index) => ({
    ...{
      id: index + 1,
      username: `person.${index + 1}`,
      name: `Person ${index + 1}`,
      email: emailOf(index + 1),
    },
    ...{ active: index % 50 !== 0, serviceAccount: false },
  }))
  const directory = createDirectory(groups, users)
  const settings = settingsOf({ owner: 'main', groups: 'all' })
  const bare: TargetState = {
    aliases: [],
    domains: [{ name: 'example.org', active: true, relay: false, aliasesLeft: 100_000 }],
    aliasDomains: [],
    mailboxes: users.map(({ email }) => ({ address: email, receives: true })),
    absentFlags: [],
  }
  const input = {
    ...{ directory, settings, gone: new Set<string>(), now: new Date('2026-11-25T12:00:00Z') },
    ...{ nightly: false, recent: { aliases: 0, memberships: 0 }, clockOff: false },
  }
  const first = createPlan({ ...input, target: bare })
  const aliases: Alias[] = first.changes.flatMap(({ after, group }, index) => {
    const n = Number(group.id.slice(-12))
    // A hundredth is not there yet.
    if (!after || n % 100 === 7) return []
    const isForeign = n % 100 === 8
    const extra =
      n % 100 === 9
        ? Array.from({ length: 40 }, (_, more) => emailOf(1 + ((n + more * 7) % size.people)))
        : []
    return [
      {
        ...{ id: index + 1, address: after.address, flags: after.flags, publicComment: '', modified: '' },
        goto: isForeign ? ['somebody@else.example'] : [...new Set([...after.members, ...extra])].sort(),
        privateComment: isForeign ? 'by hand' : formatMarker({ owner: 'main', group: group.id }),
      },
    ]
  })
  const target = { ...bare, aliases }
  const plan = createPlan({ ...input, target })
  const begun = performance.now()
  const survey = surveyOf(
    { plan, reading: { directory, target, missing: new Set(), clockOff: false } },
    settings,
  )
  const model = await modelOf(survey, { takenAt: Date.parse('2026-11-25T12:00:00Z'), milliseconds: 9_000 })
  return { model, builtMs: performance.now() - begun }
}
