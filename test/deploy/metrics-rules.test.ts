import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { findProgram, firstOf } from '../servers/program.ts'
import { inRoot, run } from './harness/run.ts'

const folders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
const promtool = findProgram(() => firstOf(folders.map((folder) => join(folder, 'promtool'))), 'prometheus')

describe.skipIf(promtool === undefined)('Prometheus itself (skipped without promtool)', () => {
  const check = (...options: string[]) =>
    run(promtool ?? '', options, { cwd: inRoot('infra/prometheus') }).then(({ code, stdout, stderr }) => ({
      code,
      said: stdout + stderr,
    }))

  test('takes the rules', async () => {
    const { code, said } = await check('check', 'rules', 'cowherd.rules.yaml')
    expect(code, said).toBe(0)
    expect(said).toMatch(/SUCCESS: \d+ rules found/)
  })

  test('raises each alert when it should, and not before', async () => {
    const { code, said } = await check('test', 'rules', 'cowherd.rules.test.yaml')
    expect(code, said).toBe(0)
  })
})

test('every alert has a case in which it comes, and one in which it does not', () => {
  const read = (name: string) => parse(readFileSync(inRoot('infra/prometheus', name), 'utf8'))
  const { groups }: { groups: { rules: { alert: string }[] }[] } = read('cowherd.rules.yaml')
  const { tests }: { tests: { alert_rule_test: { alertname: string; exp_alerts?: unknown[] }[] }[] } =
    read('cowherd.rules.test.yaml')
  const cases = tests.flatMap((one) => one.alert_rule_test)
  for (const { alert } of groups.flatMap(({ rules }) => rules)) {
    const own = cases.filter(({ alertname }) => alertname === alert)
    expect(own.map(({ exp_alerts: alerts = [] }) => alerts.length).sort(), alert).toEqual([0, 0, 1])
  }
})
