import { describe, expect, it } from 'vitest'
import { EVENT, GROUP, payload } from '../receiver.testkit.ts'
import { understand } from './understand.ts'

const read = (body: unknown) => understand(JSON.stringify(body))
const group = { kind: 'scope', scope: { kind: 'group', id: GROUP.uuid }, deleted: false, eventId: EVENT }
const everything = { kind: 'scope', scope: { kind: 'all' }, deleted: false }

describe('a webhook of our mapping', () => {
  it('about a group means that group, by its uuid with dashes', () => {
    expect(read(payload())).toEqual(group)
    expect(read(payload({ model: { pk: GROUP.uuid } }))).toEqual(group)
    expect(read(payload({ model: { pk: GROUP.hex.toUpperCase() } }))).toEqual(group)
    expect(read(payload({ event: { action: 'model_created' } }))).toEqual(group)
  })

  it('about a user means that user, by its number', () => {
    const user = { ...group, scope: { kind: 'user', id: 2050 } }
    expect(read(payload({ model: { model_name: 'user', pk: 2050 } }))).toEqual(user)
    expect(read(payload({ model: { model_name: 'user', pk: '2050' } }))).toEqual(user)
  })

  it('says what was deleted', () => {
    const deleted = { event: { action: 'model_deleted' } }
    expect(read(payload(deleted))).toEqual({ ...group, deleted: true })
    expect(read(payload({ ...deleted, model: { model_name: 'user', pk: 7 } }))).toMatchObject({
      scope: { kind: 'user', id: 7 },
      deleted: true,
    })
  })

  it('may have fields of a later time', () => {
    const later = payload({ event: { trace: [1] }, model: { parents: [] }, tenant: { name: 'x' } })
    expect(read(later)).toEqual(group)
  })

  it('may lack what is only told, and the event id', () => {
    expect(read({ version: 1, event: { action: 'model_updated' }, model: payload().model })).toEqual({
      kind: 'scope',
      scope: group.scope,
      deleted: false,
    })
    expect(read(payload({ event: { id: 'x'.repeat(5000) } }))).not.toHaveProperty('eventId')
  })
})

describe('a webhook that concerns no alias', () => {
  it('is the test of the transport', () => {
    const test = payload({ event: { action: 'custom_notification_test' }, model: null, request: null })
    expect(read(test)).toEqual({ kind: 'ignored', reason: 'test' })
    expect(read({ ...test, version: 2 })).toEqual({ kind: 'ignored', reason: 'test' })
  })

  it.each(['login', 'password_set', 'system_task_exception', 'model_archived', ''])(
    'is of action "%s"',
    (action) => {
      expect(read(payload({ event: { action } }))).toEqual({ kind: 'ignored', reason: 'other-action' })
    },
  )

  it.each([
    { model_name: 'token' },
    { model_name: 'notificationtransport', app: 'authentik_events' },
    { app: 'other_app' },
  ])('is about %o', (model) => {
    expect(read(payload({ model }))).toEqual({ kind: 'ignored', reason: 'other-model' })
  })
})

describe('a webhook that cannot be placed asks for everything', () => {
  it.each([
    ['broken JSON', '{"version": 1, "event"', 'broken-json'],
    ['no body', '', 'broken-json'],
    ['XML', '<?xml version="1.0"?><event/>', 'broken-json'],
    ['a list', '[]', 'unknown-shape'],
    ['null', 'null', 'unknown-shape'],
    ['an event without action', '{"version": 1, "event": {}}', 'unknown-shape'],
    [
      'a model that is text',
      JSON.stringify(payload({ version: 1 })).replace(/"model":\{.*?\}/, '"model":"x"'),
      'unknown-shape',
    ],
    [
      'Authentik’s own body',
      JSON.stringify({ body: "model_updated: {'model': {}}", severity: 'notice', user_email: '' }),
      'no-mapping',
    ],
  ])('as %s does', (_, body, cause) => {
    expect(understand(body)).toEqual({ ...everything, cause })
  })

  it('as one of another mapping does', () => {
    expect(read(payload({ version: 2 }))).toEqual({ ...everything, cause: 'other-version', eventId: EVENT })
    expect(read(payload({ version: undefined }))).toMatchObject({ cause: 'other-version' })
  })

  it.each([
    { model: null },
    { model: { pk: 'not-a-uuid' } },
    { model: { pk: null } },
    { model: { pk: 12 } },
    { model: { model_name: 'user', pk: 1.5 } },
    { model: { model_name: 'user', pk: -1 } },
    { model: { model_name: 'user', pk: '1e3' } },
    { model: { model_name: 'user', pk: GROUP.hex } },
    { model: { model_name: 'groupparentagenode' } },
  ])('as one without a known object does: %o', (parts) => {
    expect(read(payload(parts))).toEqual({ ...everything, cause: 'no-object', eventId: EVENT })
  })
})
