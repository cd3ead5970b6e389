import * as v from 'valibot'
import { boolean } from '../value/boolean.ts'
import { about } from '../value/metadata.ts'
import { wholeNumber } from '../value/number.ts'
import { secret } from '../value/secret.ts'
import { path } from '../value/text.ts'
import { serverUrl } from '../value/url.ts'

/** How the source is reached. */
export const authentikSettings = {
  AK_BASE: v.pipe(
    serverUrl('/api/v3'),
    v.description('Address of Authentik, with or without /api/v3.'),
    about({ example: 'https://auth.example.com' }),
  ),
  AK_TOKEN: v.pipe(
    secret(),
    v.description('API token of an Authentik user who may view all groups and users.'),
  ),
}

/** How the target is reached. */
export const mailcowSettings = {
  MAILCOW_API_URL: v.pipe(
    serverUrl('/api/v1'),
    v.description('Address of Mailcow, with or without /api/v1.'),
    about({ example: 'https://mail.example.com' }),
  ),
  MAILCOW_API_KEY: v.pipe(
    secret(),
    v.description('Key of the Mailcow API: read-write to change aliases, read-only is enough to plan.'),
  ),
  MAILCOW_VERIFY_SSL: v.optional(
    v.pipe(
      boolean(),
      v.description(
        'Whether the certificate of Mailcow is checked. For a private one, set COWHERD_CA_FILE instead.',
      ),
    ),
    '1',
  ),
}

/** What holds for both connections. */
export const connectionSettings = {
  COWHERD_CA_FILE: v.optional(
    v.pipe(
      path(),
      v.description(
        'PEM file of private certificate authorities, trusted for both servers besides the public ones.',
      ),
      about({ example: '/etc/ssl/private-ca.pem', defaultText: 'only public authorities' }),
    ),
  ),
  COWHERD_TIMEOUT: v.optional(
    v.pipe(wholeNumber(1, 300), v.description('Longest wait for one answer of a server, in seconds.')),
    '15',
  ),
  COWHERD_WRITE_CONCURRENCY: v.optional(
    v.pipe(wholeNumber(1, 16), v.description('How many aliases are written at the same time.')),
    '4',
  ),
}
