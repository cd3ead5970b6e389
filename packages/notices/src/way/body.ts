import type { Notice } from '../condition.ts'

/** How the receiver of a webhook wants it. */
export type WebhookKind = 'slack' | 'matrix' | 'ntfy' | 'json'

/** A webhook as it is sent. */
export interface WebhookRequest {
  readonly url: string
  readonly body: object
}

/**
 * Makes the request of a notice.
 *
 * slack: incoming webhooks of Slack, also of Mattermost and Rocket.Chat. matrix: generic webhooks of matrix-hookshot.
 * ntfy: publishing as JSON, which goes to the server's root with the topic inside. json: the notice itself.
 *
 * @param from what the notice is from, such as `Cowherd (main)`
 */
export function webhookRequest(kind: WebhookKind, url: string, from: string, notice: Notice): WebhookRequest {
  const { title, lines, state } = notice
  const text = lines.join('\n')
  switch (kind) {
    case 'slack':
      return { url, body: { text: `*${slackText(`${from}: ${title}`)}*\n${slackText(text)}` } }
    case 'matrix':
      return {
        url,
        body: {
          username: from,
          text: `${title}\n${text}`,
          html: `<strong>${htmlText(title)}</strong><br>${lines.map(htmlText).join('<br>')}`,
        },
      }
    case 'ntfy': {
      const address = new URL(url)
      const [topic = '', ...parents] = address.pathname.split('/').filter(Boolean).reverse()
      address.pathname = `/${parents.reverse().join('/')}`
      return {
        url: address.href,
        body: {
          topic,
          title: `${from}: ${title}`,
          message: text,
          priority: state === 'over' ? 3 : 4,
          tags: [state === 'over' ? 'white_check_mark' : 'warning'],
        },
      }
    }
    case 'json':
      return { url, body: { from, ...notice, text: `${title}\n${text}` } }
  }
}

/** Slack's three control characters (docs: "Formatting text for app surfaces"). */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function htmlText(text: string): string {
  return slackText(text).replaceAll('"', '&quot;')
}
