import { describe, expect, it } from 'vitest'
import type { AuthentikEvent } from '../event/log.ts'
import { defaultBody, isNotified, mappedBody, testBody } from './payload.ts'

const event: AuthentikEvent = {
  pk: '24676db3-cad5-4747-86c5-a791edba7cbb',
  user: { pk: 3, email: 'akadmin@lab.example', username: 'akadmin' },
  action: 'model_created',
  app: 'authentik.events.middleware',
  context: {
    model: {
      pk: '18120c80ceb9492d88965db0ee18c989',
      app: 'authentik_core',
      name: 'ev-a',
      model_name: 'group',
    },
    http_request: {
      args: {},
      path: '/api/v3/core/groups/',
      method: 'POST',
      request_id: '19d5c8cd9fed451bb9570a546f57923e',
      user_agent: 'python-requests/2.32.4',
    },
  },
  client_ip: '127.0.0.1',
  created: '2026-11-24T08:46:53.841161Z',
  expires: '2027-11-24T08:46:53.841161Z',
  brand: {},
}

describe('the body of a webhook', () => {
  it('with the mapping is the recorded one', () => {
    expect(mappedBody(event)).toEqual({
      version: 1,
      event: {
        id: '24676db3-cad5-4747-86c5-a791edba7cbb',
        action: 'model_created',
        app: 'authentik.events.middleware',
        created: '2026-11-24T08:46:53.841161+00:00',
      },
      model: {
        pk: '18120c80ceb9492d88965db0ee18c989',
        app: 'authentik_core',
        name: 'ev-a',
        model_name: 'group',
      },
      request: {
        args: {},
        path: '/api/v3/core/groups/',
        method: 'POST',
        request_id: '19d5c8cd9fed451bb9570a546f57923e',
        user_agent: 'python-requests/2.32.4',
      },
      actor: 'akadmin',
    })
  })

  it('without the mapping is text as Python prints it', () => {
    const body = defaultBody({ ...event, context: { http_request: event.context.http_request } })
    expect(body).toMatchObject({
      body: "model_created: {'http_request': {'args': {}, 'path': '/api/v3/core/groups/', 'method': 'POST', 'request_id': '19d5c8cd9fed451bb9570a546f57923e', 'user_agent': 'python-requests/2.32.4'}}",
      severity: 'notice',
      event_user_email: 'akadmin@lab.example',
    })
  })

  it('of a test has no model, no request and no actor', () => {
    expect(testBody('26bc6703-2d21-4591-8142-5895fe627ea2', '2026-11-24T09:10:55.899335Z')).toEqual({
      version: 1,
      event: {
        id: '26bc6703-2d21-4591-8142-5895fe627ea2',
        action: 'custom_notification_test',
        app: 'authentik.events.api.notification_transports',
        created: '2026-11-24T09:10:55.899335+00:00',
      },
      model: null,
      request: null,
      actor: null,
    })
  })
})

describe('the event matchers', () => {
  it('let groups and users through and nothing else', () => {
    const about = (name: 'group' | 'user' | 'token') => ({
      ...event,
      context: { ...event.context, model: { pk: 1, app: 'authentik_core', name: '', model_name: name } },
    })
    expect(isNotified(about('group'))).toBe(true)
    expect(isNotified(about('user'))).toBe(true)
    expect(isNotified(about('token'))).toBe(false)
    expect(isNotified({ ...about('user'), action: 'password_set' })).toBe(false)
  })
})
