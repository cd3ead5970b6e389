import { loadSettings } from '@cowherd/config'
import { planRun } from '@cowherd/reconcile'
import { describe, expect, test } from 'vitest'
import { connect } from '../../connection/connect.ts'
import { explainList } from '../../explanation/list.ts'
import { listKeys, surveyOf } from '../../explanation/survey.ts'
import { explainUser } from '../../explanation/user.ts'
import { neverIo } from '../../reference/never-io.ts'
import { openCommandLine } from '../../testkit/command-line.ts'
import { modelOf } from './model.ts'

/** A company with something of everything, looked at by the console and by the explanation of commands. */
async function lookedAt() {
  const line = openCommandLine()
  const { authentik, mailcow, people, groups } = line
  line.env['COWHERD_GROUPS'] = 'all'
  await line.run('sync')
  mailcow.addAlias({ address: 'press@example.org', goto: 'bob@example.org' })
  authentik.addGroup({ name: 'Press', users: [people.alice, people.dave] })
  authentik.addGroup({ name: 'Quiet', users: [people.bob], attributes: { cowherd: { enabled: false } } })
  authentik.addGroup({ name: 'Guests', attributes: { cowherd: { extra_members: ['carol@example.org'] } } })
  authentik.addMember(groups.Office, people.bob)
  const ring = authentik.addGroup({ name: 'Ring A' })
  authentik.updateGroup(ring, { parents: [authentik.addGroup({ name: 'Ring B', parents: [ring] })] })
  const transport: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).host === 'auth.test' ? authentik.fetch(request) : mailcow.fetch(request)
  }
  const io = {
    ...neverIo,
    now: () => new Date(),
    randomName: () => 'no-such-name',
    createTransport: () => transport,
  }
  const context = connect(loadSettings(line.env, { readFile: () => '' }), io)
  const survey = surveyOf(await planRun(context), context.settings)
  return { survey, line, model: await modelOf(survey, { takenAt: 0, milliseconds: 0 }) }
}

describe('the model of a look', () => {
  test('explains every person as the command does', async () => {
    const { survey, model } = await lookedAt()
    expect(model.people.length).toBe(survey.reading.directory.users.size)
    for (const user of survey.reading.directory.users.values()) {
      const { lists, leftOut, withoutAlias, otherAliases } = explainUser(survey, user)
      const detail = model.person(user.id)
      expect(detail?.lists.map(({ key: _, ...one }) => one)).toEqual(lists)
      expect(detail?.leftOut.map(({ key: _, ...one }) => one)).toEqual(leftOut)
      expect(detail?.otherAliases).toEqual(otherAliases)
      expect(detail?.withoutAlias).toEqual(withoutAlias)
      for (const { key, address } of detail?.lists ?? []) expect(model.alias(key)?.address).toBe(address)
    }
  })

  test('explains every list as the command does, and has a row for each', async () => {
    const { survey, model } = await lookedAt()
    for (const { id } of survey.reading.directory.groups.values()) {
      for (const key of listKeys(survey, id)) {
        const list = explainList(survey, key)
        const row = model.aliases.find((one) => one.key === key)
        expect(row?.members).toBe(list.members.length)
        if (list.address !== undefined) expect(model.alias(key)).toEqual(list)
      }
    }
  })

  test('has the states of all that is there, also of what is not ours', async () => {
    const { model } = await lookedAt()
    const states = Object.fromEntries(
      model.aliases.map(({ address, group, state }) => [address ?? group?.name, state]),
    )
    expect(states).toMatchObject({
      'developers@example.org': 'in-step',
      'office@example.org': 'planned',
      'press@example.org': expect.stringMatching(/^(conflict|foreign)$/),
      'hand@example.org': 'foreign',
      Quiet: 'skipped',
    })
    expect(
      model.aliases.filter(({ address }) => address === 'press@example.org').map(({ state }) => state),
    ).toEqual(expect.arrayContaining(['conflict', 'foreign']))
  })

  test('has groups that are nested in a circle in its tree, once', async () => {
    const { model } = await lookedAt()
    const roots = model.groups.roots.map((id) => model.groups.nodes.get(id)?.name)
    expect(roots).toContain('Ring A')
    expect(roots).not.toContain('Ring B')
    expect(roots).toContain('Developers')
    expect(roots).not.toContain('Backend')
  })
})
