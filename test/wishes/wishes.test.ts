import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { companies } from './companies.ts'
import { openCommand } from './harness/command.ts'
import { fillPage, pathOf, readCommitted, renew } from './harness/page.ts'
import { createWorld, type World } from './harness/world.ts'

function openWorld(fill: (world: World) => void): World {
  const world = createWorld()
  fill(world)
  return world
}

describe.each(Object.entries(companies))('the wish %s', (name, fill) => {
  const rules = `examples/${name}.yaml`

  test('has sound rules that plan what is committed, and its page shows both', async () => {
    const run = openCommand(openWorld(fill), pathOf(rules))
    expect(await run('rules lint')).toMatchObject({ code: 0, stderr: '' })
    const { code, stdout, stderr } = await run('plan')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    renew(`examples/${name}.plan.txt`, stdout)
    expect(readCommitted(`examples/${name}.plan.txt`)).toBe(stdout)
    const page = readCommitted(`${name}.md`)
    const filled = await fillPage(page, readCommitted(rules), async (args) => (await run(args)).stdout)
    renew(`${name}.md`, filled)
    expect(readCommitted(`${name}.md`)).toBe(filled)
    for (const part of ['<!-- file -->', '<!-- output: plan -->']) expect(page).toContain(part)
  })

  test('is fulfilled by one sync, with nothing held and nothing in conflict', async () => {
    const run = openCommand(openWorld(fill), pathOf(rules))
    const { code, stdout } = await run('sync')
    expect(code).toBe(0)
    expect(stdout).not.toContain('conflict')
    expect((await run('plan')).stdout).toContain('nothing to change')
  })
})

test('each page has an example, and each stands in the index', () => {
  const names = Object.keys(companies).sort()
  const files = (folder: string, end: string) =>
    readdirSync(pathOf(folder))
      .filter((file) => file.endsWith(end) && file !== 'README.md')
      .map((file) => file.slice(0, -end.length))
      .sort()
  expect(files('.', '.md')).toEqual(names)
  expect(files('examples', '.yaml')).toEqual(names)
  expect(files('examples', '.plan.txt')).toEqual(names)
  for (const name of names) expect(readCommitted('README.md')).toContain(`](${name}.md)`)
})
