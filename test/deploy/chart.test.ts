import { globSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import own from '../../apps/cli/package.json' with { type: 'json' }
import { inRoot, run, succeed } from './harness/run.ts'

const chart = inRoot('infra/helm/cowherd')
const read = (name: string): string => readFileSync(`${chart}/${name}`, 'utf8')
const values = parse(read('values.yaml'))
const hasHelm = (await run('helm', ['version'])).code === 0

test('the chart goes with the program of the same version', () => {
  expect(parse(read('Chart.yaml'))).toMatchObject({ version: own.version, appVersion: own.version })
})

test('the values fit their schema, which knows every one of them', () => {
  const schema = JSON.parse(read('values.schema.json'))
  expect(new Ajv().validate(schema, values)).toBe(true)
  expect(
    Object.keys(schema.properties)
      .filter((name) => name !== 'global')
      .sort(),
  ).toEqual(Object.keys(values).sort())
})

test('every value that a template reads is there and explained', () => {
  const templates = globSync('templates/*', { cwd: chart }).map(read).join('\n')
  const paths = [...templates.matchAll(/(?:\.Values|\$values)\.([\w.]+)/g)].map(([, path = '']) => path)
  const lost = paths.filter(
    (path) => path.split('.').reduce((value, name) => value?.[name], values) === undefined,
  )
  expect(paths.length).toBeGreaterThan(20)
  expect(lost).toEqual([])
})

describe.skipIf(!hasHelm)('the chart, as helm reads it', () => {
  const given = [
    ...['--set', 'image.repository=registry.test/cowherd', '--set', 'existingSecret=cowherd'],
    ...['--set', 'settings.AK_BASE=https://auth.test'],
  ]
  // A helm that was built from source takes itself for an old cluster.
  const template = ['template', 'cowherd', chart, '--kube-version', '1.30.0']
  const everything = ['ingress', 'serviceMonitor', 'networkPolicy', 'persistence']
    .flatMap((part) => ['--set', `${part}.enabled=true`])
    .concat('--set', 'ingress.host=cowherd.test', '--set-json', 'config={"rules":[{"match":{}}]}')

  test('has no mistake', async () => {
    await succeed('helm', ['lint', '--strict', chart, ...given])
  })

  test('says which values are missing', async () => {
    expect((await run('helm', template)).stderr).toMatch(
      /existingSecret: name the Secret|image\.repository: name/,
    )
  })

  test.each([
    ['serve', ['serve']],
    ['split', ['receiver', 'worker']],
  ])('%s: no pod has more rights than it needs, and each command runs', async (mode, commands) => {
    const text = await succeed('helm', [...template, ...given, ...everything, '--set', `mode=${mode}`])
    const objects = parseAllDocuments(text).map((document) => document.toJS())
    const kinds = objects.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['Ingress', 'NetworkPolicy', 'Service', 'ServiceMonitor']))
    const pods = objects.flatMap(({ spec }) => spec?.template?.spec ?? [])
    expect(pods.map(({ containers }) => containers[0].args[0]).sort()).toEqual(commands)
    for (const pod of pods) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      })
      expect(pod.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
    }
    const maps = Object.assign(
      {},
      ...objects.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data),
    )
    expect(parse(maps['cowherd.yaml'])).toEqual({ rules: [{ match: {} }] })
    expect(maps).toMatchObject({ AK_BASE: 'https://auth.test', COWHERD_CONFIG: '/etc/cowherd/cowherd.yaml' })
    const services = objects.filter(({ kind }) => kind === 'Service')
    const serving = services.map(({ spec }) => spec.selector['app.kubernetes.io/component'])
    expect(serving).toEqual(commands)
    for (const pod of pods) expect(pod.containers[0].livenessProbe.httpGet.path).toBe('/healthz')
  })
})
