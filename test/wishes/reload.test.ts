import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createInstallation } from '../service/harness/installation.ts'
import { createOffice } from '../service/harness/office.ts'
import { until } from '../service/harness/until.ts'

/** A running service with a file of rules, one group and its alias. */
async function openService(rules: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cowherd-rules-'))
  const file = join(folder, 'cowherd.yaml')
  const write = (text: string) => writeFileSync(file, text)
  write(rules)
  const office = createOffice({ groups: 1, membersPerGroup: 2, settled: false })
  const installation = await createInstallation({
    ...office,
    env: { COWHERD_CONFIG: file, COWHERD_SETTLE_MS: '50' },
  })
  onTestFinished(async () => {
    await installation.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const service = await installation.start('serve')
  const base = installation.webhookUrl.replace('/webhooks/authentik', '')
  const textOf = async (path: string) => {
    const response = await fetch(`${base}${path}`)
    expect(response.status).toBe(200)
    return response.text()
  }
  return {
    ...{ write, service, textOf },
    reload: () => service.child.kill('SIGHUP'),
    gauge: async () => /^cowherd_rules_in_force (\d)$/m.exec(await textOf('/metrics'))?.[1],
    aliases: () => office.mailcow.aliases().map(({ id, address }) => `${id} ${address}`),
    logged: (text: string) => service.log.some(({ message }) => message.includes(text)),
  }
}

/** Starting a process takes a while where other tests run. */
const patienceMs = 120_000

const named = (address: string) => `rules: [{match: {group: "group *"}, address: ${address}}]\n`

test('a running service takes a good file on SIGHUP, keeps the last good one over a broken one, and recovers', {
  timeout: 2 * patienceMs,
}, async () => {
  const { write, reload, gauge, aliases, logged, textOf, service } = await openService(named('first'))
  await until('the first address stands', () => aliases().length === 1, patienceMs)
  expect(aliases()[0]).toMatch(/ first@example\.org$/)
  const id = aliases()[0]?.split(' ')[0]
  expect(await gauge()).toBe('1')

  write(named('second'))
  reload()
  await until('the alias has moved', () => aliases().includes(`${id} second@example.org`), patienceMs)

  write('rules: [{match: {group: "group *"}, adress: third}]\n')
  reload()
  await until('the broken file is told', () => logged('the last good ones stay in force'), patienceMs)
  expect(logged('cowherd.yaml:1:37 rules[0].adress: is not a key; did you mean address?')).toBe(true)
  expect(await gauge()).toBe('0')
  expect(await textOf('/readyz')).toContain('the rules are the last good ones: the file is broken')
  expect(aliases()).toEqual([`${id} second@example.org`])

  write(named('third'))
  reload()
  await until('the corrected file holds', () => aliases().includes(`${id} third@example.org`), patienceMs)
  expect(await gauge()).toBe('1')
  expect(await textOf('/readyz')).not.toContain('rules')
  expect(aliases()).toEqual([`${id} third@example.org`])
  expect(await service.end('SIGTERM')).toBe(0)
})
