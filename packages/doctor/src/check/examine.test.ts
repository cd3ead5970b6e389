import { UpstreamError } from '@cowherd/upstream'
import { expect, test } from 'vitest'
import type { CheckDefinition } from './check.ts'
import { examine } from './examine.ts'
import { ok, problem, skipped, splitAdvice } from './verdict.ts'

const well: CheckDefinition['run'] = () => ok('fine')

test('checks come in the order of their definitions, each with its title', async () => {
  const checks = await examine([
    { id: 'queue', run: () => new Promise((resolve) => setTimeout(() => resolve(ok('late')), 10)) },
    { id: 'settings', run: well },
  ])
  expect(checks).toEqual([
    { id: 'queue', title: 'Queue', state: 'ok', reason: 'late', fix: null },
    { id: 'settings', title: 'Settings', state: 'ok', reason: 'fine', fix: null },
  ])
})

test('one problem is told once: what needs it is skipped, at any depth, and names it', async () => {
  const checks = await examine([
    { id: 'mailcow-name', run: () => problem('no such host', 'correct it') },
    { id: 'mailcow-key', needs: ['mailcow-name'], run: well },
    { id: 'domains', needs: ['mailcow-key'], run: well },
    { id: 'settings', run: well },
  ])
  expect(checks.map(({ state }) => state)).toEqual(['problem', 'skipped', 'skipped', 'ok'])
  expect(checks[1]?.reason).toContain('Mailcow: host name')
})

test('a check that is skipped for a reason of its own blocks none', async () => {
  const checks = await examine([
    { id: 'mailcow-certificate', run: () => skipped('it is http') },
    { id: 'mailcow-key', needs: ['mailcow-certificate'], run: well },
  ])
  expect(checks.map(({ state }) => state)).toEqual(['skipped', 'ok'])
})

test('an error of a server becomes a problem in its words, with its advice as the fix', async () => {
  const message = 'Mailcow at http://m.test cannot be reached: refused. Check MAILCOW_API_URL. Then wait.'
  const [check] = await examine([
    {
      id: 'mailcow-key',
      run: () => {
        throw new UpstreamError('target', 'unreachable', message)
      },
    },
  ])
  expect(check).toMatchObject({
    state: 'problem',
    reason: 'Mailcow at http://m.test cannot be reached: refused.',
    fix: 'Check MAILCOW_API_URL. Then wait.',
  })
})

test('an error of a server without advice sends people to its log', async () => {
  const error = new UpstreamError('target', 'rejected', 'Mailcow refuses this')
  const [check] = await examine([{ id: 'mailcow-key', run: () => Promise.reject(error) }])
  expect(check).toMatchObject({ reason: 'Mailcow refuses this', fix: expect.stringContaining('log') })
})

test('a fault of a check’s own is told as such and stops no other', async () => {
  const checks = await examine([
    { id: 'settings', run: () => Promise.reject(new TypeError('x is undefined')) },
    { id: 'rules', run: well },
  ])
  expect(checks).toMatchObject([
    {
      state: 'problem',
      reason: expect.stringContaining('x is undefined'),
      fix: expect.stringMatching(/report/),
    },
    { state: 'ok' },
  ])
})

test('a full stop inside an address or a quotation does not end a sentence', () => {
  expect(splitAdvice('It says (403 "No. no"): a.b.c is away. Do this.')).toEqual({
    what: 'It says (403 "No. no"): a.b.c is away.',
    advice: 'Do this.',
  })
})
