import { expect, it } from 'vitest'
import type { Notice } from '../condition.ts'
import { webhookRequest } from './body.ts'

const notice: Notice = {
  ...{ kind: 'held', state: 'new', title: 'Changes wait', since: 0 },
  lines: ['update "R&D" <a>: half', 'Look with: cowherd plan'],
}
const from = 'Cowherd (main)'

it('Slack gets text with its three characters escaped', () => {
  expect(webhookRequest('slack', 'https://hooks.example.org/x', from, notice)).toEqual({
    url: 'https://hooks.example.org/x',
    body: {
      text: '*Cowherd (main): Changes wait*\nupdate "R&amp;D" &lt;a&gt;: half\nLook with: cowherd plan',
    },
  })
})

it('Matrix gets text and safe HTML', () => {
  expect(webhookRequest('matrix', 'https://hookshot.example.org/x', from, notice).body).toEqual({
    username: from,
    text: 'Changes wait\nupdate "R&D" <a>: half\nLook with: cowherd plan',
    html: '<strong>Changes wait</strong><br>update &quot;R&amp;D&quot; &lt;a&gt;: half<br>Look with: cowherd plan',
  })
})

it.each([
  ['https://ntfy.example.org/alerts', 'https://ntfy.example.org/'],
  ['https://example.org/ntfy/alerts/', 'https://example.org/ntfy'],
])('ntfy at %s gets JSON at %s with the topic inside', (url, root) => {
  expect(webhookRequest('ntfy', url, from, notice)).toEqual({
    url: root,
    body: {
      ...{ topic: 'alerts', title: 'Cowherd (main): Changes wait', priority: 4, tags: ['warning'] },
      message: 'update "R&D" <a>: half\nLook with: cowherd plan',
    },
  })
  expect(webhookRequest('ntfy', url, from, { ...notice, state: 'over' }).body).toMatchObject({ priority: 3 })
})

it('others get the notice itself', () => {
  expect(webhookRequest('json', 'https://x.example.org', from, notice).body).toMatchObject({
    from,
    ...notice,
  })
})
