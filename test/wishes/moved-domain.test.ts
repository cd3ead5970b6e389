import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanDocument } from '@cowherd/plan'
import { expect, onTestFinished, test } from 'vitest'
import { openCommand } from './harness/command.ts'
import { createWorld } from './harness/world.ts'

const count = 500

/** A file of rules of its own for the running test, which `write` changes. */
function openRules() {
  const folder = mkdtempSync(join(tmpdir(), 'cowherd-rules-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'cowherd.yaml')
  return { path, write: (text: string) => writeFileSync(path, text) }
}

test('a rule that moves 500 aliases to another domain renames each in place, once a person has approved it', async () => {
  const world = createWorld()
  const { authentik, mailcow } = world
  mailcow.addDomain({ domain: 'example.net' })
  const user = world.hire('ada@example.org', 'Ada Adams')
  for (let index = 0; index < count; index += 1) authentik.addGroup({ name: `team ${index}`, users: [user] })
  const rules = openRules()
  rules.write('rules: [{match: {group: "team *"}, domain: example.org}]\n')
  const run = openCommand(world, rules.path)
  const first = await run('plan --json')
  const { held: creations } = JSON.parse(first.stdout) as PlanDocument
  expect((await run(`sync --approve ${creations[0]?.approve}`)).code).toBe(0)
  const before = mailcow.aliases()
  expect(before).toHaveLength(count)

  rules.write('rules: [{match: {group: "team *"}, domain: example.net}]\n')
  const { stdout } = await run('plan --json')
  const plan = JSON.parse(stdout) as PlanDocument
  expect(plan.changes).toEqual([])
  expect(new Set(plan.held.map(({ change }) => change.action))).toEqual(new Set(['rename']))
  expect(new Set(plan.held.map(({ change }) => change.id))).toEqual(new Set(before.map(({ id }) => id)))

  expect((await run('sync')).code).toBe(3)
  expect(mailcow.aliases()).toEqual(before)

  const approved = await run(`sync --approve ${plan.held[0]?.approve}`)
  expect(approved.code).toBe(0)
  expect(mailcow.aliases().map(({ id, address }) => [id, address])).toEqual(
    before.map(({ id, address }) => [id, address.replace('@example.org', '@example.net')]),
  )
  expect((await run('plan')).stdout).toContain('nothing to change')
})
