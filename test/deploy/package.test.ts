import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import own from '../../apps/cli/package.json' with { type: 'json' }
import { startRedis } from '../servers/redis.ts'
import { type InstalledPackage, installPackage, registryAnswers } from './harness/package.ts'
import { run } from './harness/run.ts'
import { answers, openStage, start, until } from './harness/service.ts'

const canInstall = await registryAnswers()
const folder = await mkdtemp(join(tmpdir(), 'cowherd-package-'))
let installed: InstalledPackage

describe.skipIf(!canInstall)('the package, packed and installed with npm in an empty folder', () => {
  beforeAll(async () => {
    installed = await installPackage(folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('tells its version', async () => {
    const { code, stdout } = await run('npx', ['cowherd', '--version'], { cwd: installed.folder })
    expect([code, stdout]).toEqual([0, `${own.version}\n`])
  })

  test('plays the whole demo, with a running service, and finds everything in order', async () => {
    const { code, stdout, stderr } = await run('npx', ['cowherd', 'demo', '--once', '--json'], {
      cwd: installed.folder,
    })
    expect(code, stderr).toBe(0)
    const { checks } = JSON.parse(stdout)
    expect(checks.length).toBeGreaterThan(0)
    expect(checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([])
  })

  test('serves: answers for its health, makes the alias of a group, and ends when it is told to', async () => {
    const stage = await openStage()
    const service = start(join(installed.folder, 'node_modules/.bin/cowherd'), ['serve'], {
      ...stage.env,
      COWHERD_DATA_DIR: join(folder, 'data'),
    })
    try {
      await until(() => answers(`${stage.url}/healthz`), service.said)
      await until(() => stage.members() === 'ada@example.org', service.said)
      expect(await answers(`${stage.url}/readyz`)).toBe(true)
      expect(await service.stop(), service.said()).toBe(0)
    } finally {
      await service.stop()
      await stage.close()
    }
  })

  test('runs as a receiver and a worker around a Redis', async ({ skip }) => {
    const redis = await startRedis()
    if (!redis) return skip('no Redis is installed')
    const stage = await openStage()
    const bin = join(installed.folder, 'node_modules/.bin/cowherd')
    const env = { ...stage.env, COWHERD_QUEUE_URL: redis.url, COWHERD_DATA_DIR: join(folder, 'apart') }
    const both = [start(bin, ['receiver'], env), start(bin, ['worker'], env)] as const
    const said = () => both.map((one) => one.said()).join('\n')
    try {
      await until(() => answers(`${stage.url}/readyz`), said)
      await until(() => stage.members() === 'ada@example.org', said)
      expect(await Promise.all(both.map((one) => one.stop())), said()).toEqual([0, 0])
    } finally {
      await Promise.all(both.map((one) => one.stop()))
      await stage.close()
      await redis.stop()
    }
  })

  test('says on a Node that is too old which one is needed', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`
    const { code, stderr } = await run(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(older)}`,
      join(installed.folder, 'node_modules/cowherd/cowherd.js'),
      '--version',
    ])
    expect(code).toBe(64)
    expect(stderr).toMatch(/Node 22\.19 or newer is needed, and this is 20\.20\.2/)
  })

  test('holds the bundle, its papers, and the files for systemd, Authentik and editors, and nothing else', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
    const aids = ['cowherd.blueprint.yaml', 'cowherd.schema.json', 'cowherd.service']
    expect(installed.files.filter((name) => !/^[\w-]+\.js$/.test(name)).sort()).toEqual(
      [...papers, ...aids].sort(),
    )
    expect(installed.files).toContain('cowherd.js')
  })
})
