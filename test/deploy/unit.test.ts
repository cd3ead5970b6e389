import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inRoot, run } from './harness/run.ts'

const units = 'etc/systemd/system'
const unit = inRoot('infra/systemd/cowherd.service')
const hasSystemd = (await run('systemd-analyze', ['--version'])).code === 0

describe.skipIf(!hasSystemd)('the unit, as systemd reads it', async () => {
  const place = await mkdtemp(join(tmpdir(), 'cowherd-unit-'))

  beforeAll(() => {
    for (const folder of [units, 'usr/bin']) mkdirSync(join(place, folder), { recursive: true })
    cpSync(unit, join(place, units, 'cowherd.service'))
    // What every system has, and the empty folder has not.
    for (const name of ['sysinit', 'basic', 'shutdown', 'network-online']) {
      writeFileSync(join(place, units, `${name}.target`), '[Unit]\nDefaultDependencies=no\n')
    }
    for (const name of ['-', 'system']) writeFileSync(join(place, units, `${name}.slice`), '')
    writeFileSync(join(place, 'usr/bin/cowherd'), '#!/bin/sh\n')
    chmodSync(join(place, 'usr/bin/cowherd'), 0o755)
  })
  afterAll(() => rm(place, { recursive: true, force: true }))

  test('has no mistake', async () => {
    const { code, stderr } = await run('systemd-analyze', ['verify', `--root=${place}`, 'cowherd.service'])
    expect([code, stderr]).toEqual([0, ''])
  })

  test('leaves a service little to do harm with: an exposure of at most 1.9 of 10', async () => {
    const options = ['security', '--offline=yes', '--threshold=19', `--root=${place}`, 'cowherd.service']
    const { code, stdout, stderr } = await run('systemd-analyze', options)
    expect(code, `${stdout}\n${stderr}`).toBe(0)
  })
})

test('the unit does not start again what only a person can repair', () => {
  expect(readFileSync(unit, 'utf8')).toMatch(/^RestartPreventExitStatus=64$/m)
})
