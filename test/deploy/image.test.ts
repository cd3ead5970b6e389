import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copiedFiles } from '../../apps/cli/bundle/copied-files.ts'
import { environmentOf, readDockerfile, valuesOf } from './harness/dockerfile.ts'
import { addBase, canContain, contained, type Image, layOutImage } from './harness/image.ts'
import { inRoot, root, run, succeed } from './harness/run.ts'
import { answers, openStage, start, until } from './harness/service.ts'

const place = await mkdtemp(join(tmpdir(), 'cowherd-image-'))
const isContainable = await canContain()
let image: Image

beforeAll(async () => {
  image = await layOutImage(place)
})
afterAll(() => rm(place, { recursive: true, force: true }))

test('the image holds the bundle and the libraries that it imports, and no sources', async () => {
  const files = (await succeed('find', ['.', '-type', 'f'], { cwd: image.folder })).split('\n')
  expect(files).toContain('./app/cowherd.js')
  expect(files).toContain('./app/node_modules/@electric-sql/pglite/dist/pglite.wasm')
  expect(files.filter((name) => /\.[cm]?ts$|\/@cowherd\/|\.env/.test(name))).toEqual([])
})

test('the build is given every file that the bundle and the image take', () => {
  const [, stage = []] = readDockerfile(inRoot('infra/docker/Dockerfile'))
  const ignored = readFileSync(inRoot('infra/docker/Dockerfile.dockerignore'), 'utf8').split('\n')
  const given = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  const own = stage.filter(({ name, flags }) => name === 'COPY' && flags['from'] === undefined)
  const taken = [
    ...copiedFiles.map((path) => relative(root, path)),
    ...own.map(({ value }) => value.split(' ')[0] ?? ''),
  ]
  const isGiven = (path: string) => given.some((name) => path === name || path.startsWith(`${name}/`))
  expect(taken.length).toBeGreaterThan(5)
  expect(taken.filter((path) => !isGiven(path) || !existsSync(inRoot(path)))).toEqual([])
})

test('the image leaves room for Node and the base below 200 MB', async () => {
  const bytes = Number((await succeed('du', ['--summarize', '--bytes', image.folder])).split('\t')[0])
  expect(bytes).toBeLessThan(45_000_000)
})

test('the image runs as a user without rights, who owns the volume', () => {
  const [, stage = []] = readDockerfile(inRoot('infra/docker/Dockerfile'))
  const [user] = valuesOf(stage, 'USER')
  const volume = stage.find(({ name, value }) => name === 'COPY' && value.endsWith(' /var/lib/cowherd'))
  expect(user).toMatch(/^[1-9]\d+:[1-9]\d+$/)
  expect(volume?.flags['chown']).toBe(user)
  expect(valuesOf(stage, 'VOLUME')).toEqual([environmentOf(stage)['COWHERD_DATA_DIR']])
})

describe.skipIf(!isContainable)('with a read-only root and as the image’s user', () => {
  const data = join(place, 'data')

  beforeAll(async () => {
    await addBase(image)
    mkdirSync(data)
    chownSync(data, 65_532, 65_532)
  })

  test('the image serves, its health check tells so, and it ends when it is told to', async () => {
    const stage = await openStage()
    const [entry] = JSON.parse(valuesOf(image.stage, 'ENTRYPOINT')[0] ?? '')
    const [command] = JSON.parse(valuesOf(image.stage, 'CMD')[0] ?? '')
    const [check] = JSON.parse(valuesOf(image.stage, 'HEALTHCHECK')[0]?.replace('CMD ', '') ?? '')
    const isHealthy = async () => (await run(...contained(image, data, stage.env, [check]))).code === 0
    const service = start(...contained(image, data, stage.env, [entry, command]), {})
    try {
      await until(() => answers(`${stage.url}/healthz`), service.said)
      await until(() => stage.members() === 'ada@example.org', service.said)
      expect(await isHealthy()).toBe(true)
      expect(await service.stop(), service.said()).toBe(0)
      expect(await isHealthy()).toBe(false)
    } finally {
      await service.stop()
      await stage.close()
    }
  })

  test('nothing but the volume can be written', async () => {
    const script = `
      const { writeFileSync } = require('node:fs')
      const tried = ['/probe', '/app/probe', '/tmp/probe', '/var/lib/cowherd/probe'].map((path) => {
        try { writeFileSync(path, ''); return 'written' } catch ({ code }) { return code }
      })
      console.log(tried.join(), process.getuid(), process.getgid(), process.getgroups().join())`
    const answer = await succeed(...contained(image, data, {}, ['/nodejs/bin/node', '-e', script]))
    expect(answer.trim()).toMatch(/^EROFS,EROFS,(?:EROFS|ENOENT),written 65532 65532 (?:65532)?$/)
  })
})
