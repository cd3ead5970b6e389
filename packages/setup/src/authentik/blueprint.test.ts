import { describe, expect, it } from 'vitest'
import { type BlueprintEntry, readBlueprint } from './blueprint.testkit.ts'
import { bodyExpression, headersExpression } from './objects/expressions.ts'
import type { ObjectKind } from './objects/object.ts'
import { readingPermissions, wantedSetup } from './objects/wanted.ts'

const secret = 'secret-of-the-tests-0123456789'
const url = 'http://cowherd.test/webhooks/authentik'
const env = { COWHERD_OWNER: 'main', COWHERD_WEBHOOK_URL: url, COWHERD_WEBHOOK_SECRET: secret }

const kinds: Readonly<Record<string, ObjectKind>> = {
  'authentik_rbac.role': 'role',
  'authentik_core.group': 'group',
  'authentik_core.user': 'account',
  'authentik_core.token': 'token',
  'authentik_events.notificationwebhookmapping': 'mapping',
  'authentik_events.notificationtransport': 'transport',
  'authentik_events.notificationrule': 'rule',
  'authentik_policies_event_matcher.eventmatcherpolicy': 'policy',
  'authentik_policies.policybinding': 'binding',
}

/** What an entry sets, without the end of the text, which YAML and Authentik treat each their own way. */
function fieldsOf({ identifiers, attrs }: BlueprintEntry): Record<string, unknown> {
  const { name: _, username: __, permissions: ___, ...rest } = { ...attrs, ...identifiers }
  return JSON.parse(JSON.stringify(rest).replaceAll('\\n"', '"'))
}

describe('the blueprint', () => {
  it('makes what the set-up makes, in the same order and of the same names', () => {
    const wanted = wantedSetup({ owner: 'main', webhookUrl: url, webhookSecret: secret })
    const made = readBlueprint(env).map((entry) => {
      const { name, username, identifier } = entry.identifiers
      const kind = kinds[entry.model]
      return {
        kind,
        ...(kind !== 'binding' && { name: name ?? username ?? identifier }),
        fields: fieldsOf(entry),
      }
    })
    const asEntries = wanted.objects.map(({ kind, name, fields, onCreate }) => {
      const { name: _, ...onceFields } = onCreate ?? {}
      return { kind, ...(kind !== 'binding' && { name }), fields: { ...onceFields, ...fields } }
    })
    expect(made).toEqual(asEntries)
  })

  it('has the mappings of the set-up, word for word', () => {
    const expressions = readBlueprint(env).flatMap(({ attrs }) => attrs?.['expression'] ?? [])
    expect(expressions).toEqual([`${bodyExpression}\n`, headersExpression(secret)])
  })

  it('gives the role the permissions of the set-up and none besides', () => {
    const [role] = readBlueprint(env)
    expect(role?.attrs?.['permissions']).toEqual(readingPermissions)
  })

  it('refers only to what comes before', () => {
    const seen = new Set<unknown>()
    for (const entry of readBlueprint(env)) {
      const references = JSON.stringify(entry).matchAll(/"ref":"([^"]+)"/g)
      for (const [, id] of references) expect(seen).toContain(id)
      seen.add(entry.id)
    }
  })

  it('takes its parameters from the instance before the environment', () => {
    const entries = readBlueprint(env, { owner: 'second', webhook_secret: 'another-secret-0123456789' })
    const text = JSON.stringify(entries)
    expect(text).toContain('cowherd-second-rule')
    expect(text).not.toContain('cowherd-main')
    expect(text).toContain('Bearer another-secret-0123456789')
  })

  it('takes a token’s key where one is given and leaves making it to Authentik where not', () => {
    const tokens = (variables: Record<string, string>) =>
      readBlueprint({ ...env, ...variables }).filter(({ model }) => model === 'authentik_core.token')
    expect(tokens({ COWHERD_AK_TOKEN: 'a-key' }).map(({ attrs }) => attrs?.['key'])).toEqual(['a-key'])
    expect(tokens({}).map(({ attrs }) => attrs && 'key' in attrs)).toEqual([false])
  })

  it('without a secret has no mapping for headers, so that its transport cannot be made', () => {
    const entries = readBlueprint({ COWHERD_OWNER: 'main' })
    expect(entries.map(({ id }) => id)).not.toContain('headers')
    expect(JSON.stringify(entries)).not.toContain('Bearer')
  })
})
