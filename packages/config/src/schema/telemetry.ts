import * as v from 'valibot'
import { boolean } from '../value/boolean.ts'
import { choice } from '../value/choice.ts'
import { mailAddress, mailAddresses } from '../value/mail.ts'
import { about } from '../value/metadata.ts'
import { secret } from '../value/secret.ts'
import { secretUrl } from '../value/secret-url.ts'
import { listenAddress } from '../value/service.ts'

/** What can be seen of a running service. */
export const telemetrySettings = {
  COWHERD_METRICS_LISTEN: v.optional(
    v.pipe(
      listenAddress(),
      v.description(
        'Address and port for /metrics, /healthz and /readyz alone, of any service; a worker has no other.',
      ),
      about({
        example: '0.0.0.0:9090',
        defaultText: 'none of its own; serve and receiver answer at COWHERD_LISTEN',
      }),
    ),
  ),
  COWHERD_LOG_ADDRESSES: v.optional(
    v.pipe(
      boolean(),
      v.description('Whether mail addresses stand in the log and in notices; masked otherwise.'),
    ),
    '0',
  ),
}

/** Whom a worker tells of what waits for people, and how (docs/alerts.md). */
export const noticeSettings = {
  COWHERD_NOTICE_WEBHOOK_URL: v.optional(
    v.pipe(
      secretUrl(['http', 'https']),
      v.description('Where notices go by HTTP. A secret, because chat servers let in whoever knows it.'),
      about({ defaultText: 'no notices by HTTP' }),
    ),
  ),
  COWHERD_NOTICE_WEBHOOK_KIND: v.optional(
    v.pipe(
      choice(['slack', 'matrix', 'ntfy', 'json']),
      v.description(
        'What is there: slack (also Mattermost and Rocket.Chat), matrix (a generic webhook of hookshot), ntfy (the URL with the topic), or json for anything else.',
      ),
    ),
    'slack',
  ),
  COWHERD_NOTICE_WEBHOOK_TOKEN: v.optional(
    v.pipe(
      secret(),
      v.description('Bearer token for it, such as an access token of ntfy.'),
      about({ defaultText: 'none' }),
    ),
  ),
  COWHERD_NOTICE_SMTP_URL: v.optional(
    v.pipe(
      secretUrl(['smtp', 'smtps']),
      v.description(
        'Mail server for notices, as smtp://user:password@host:587 or smtps://. A password goes over TLS only.',
      ),
      about({ defaultText: 'no notices by mail' }),
    ),
  ),
  COWHERD_NOTICE_FROM: v.optional(
    v.pipe(
      mailAddress(),
      v.description('Sender of notices by mail.'),
      about({ defaultText: 'cowherd@ the mail domain' }),
    ),
  ),
  COWHERD_NOTICE_TO: v.optional(
    v.pipe(
      mailAddresses(),
      v.description('Who gets notices by mail. Required with COWHERD_NOTICE_SMTP_URL.'),
    ),
    '',
  ),
}
