import { describe, expect, test } from 'vitest'
import { openKit } from './authentik.testkit.ts'
import { judgeEventLog, judgeVisibility } from './visibility.ts'

const name = 'no-such-name'
const token = 'token-of-the-tests'

function openWith(permissions: readonly string[], objects?: 'one') {
  const { authentik, reader } = openKit()
  const group = authentik.addGroup({ name: 'team' })
  authentik.addToken({ token, permissions, ...(objects ? { objects: [group] } : {}) })
  return { authentik, reader: reader(token) }
}

describe('the list of groups', () => {
  test('is whole with the global permission', async () => {
    const { reader } = openWith(['view_group'])
    expect(await judgeVisibility(reader, 'groups', name)).toMatchObject({ state: 'ok' })
  })

  test('is refused without it, and the permission is the fix', async () => {
    const { reader } = openWith(['view_user'])
    const verdict = await judgeVisibility(reader, 'groups', name)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('403') })
    expect(verdict.fix).toMatch(/"Can view Group" \(view_group\).*cowherd setup authentik/)
  })

  test('is short with a permission on single groups, which is refused', async () => {
    const { reader } = openWith(['view_group'], 'one')
    const verdict = await judgeVisibility(reader, 'groups', name)
    expect(verdict).toMatchObject({
      state: 'problem',
      reason: expect.stringContaining('only some of the groups'),
    })
    expect(verdict.fix).toContain('Permissions on single objects are not enough')
  })

  test('that is empty cannot be: every Authentik has groups of its own', async () => {
    const { authentik, reader } = openWith(['view_group'])
    authentik.faults.add({ kind: 'empty-directory' })
    const verdict = await judgeVisibility(reader, 'groups', name)
    expect(verdict).toMatchObject({ state: 'problem', reason: expect.stringContaining('no groups at all') })
  })

  test('cannot be proven whole where a search finds a random name', async () => {
    const { reader } = openWith(['view_group'])
    const verdict = await judgeVisibility(reader, 'groups', 'team')
    expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('proxy') })
  })
})

test('the list of users needs its own permission', async () => {
  const { reader } = openWith(['view_group'])
  const verdict = await judgeVisibility(reader, 'users', name)
  expect(verdict).toMatchObject({ state: 'problem', fix: expect.stringContaining('view_user') })
  expect((await judgeVisibility(openWith(['view_user']).reader, 'users', name)).state).toBe('ok')
})

test('an event log that may not be read is a warning with the permission as the fix', async () => {
  const verdict = await judgeEventLog(openWith(['view_group']).reader)
  expect(verdict).toMatchObject({ state: 'warning', fix: expect.stringContaining('view_event') })
  expect((await judgeEventLog(openWith(['view_event']).reader)).state).toBe('ok')
})
