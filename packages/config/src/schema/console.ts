import * as v from 'valibot'
import { about } from '../value/metadata.ts'
import { secret } from '../value/secret.ts'
import { listenAddress, secretList } from '../value/service.ts'
import { serverUrl } from '../value/url.ts'

/** Where the console is, and who may come in. */
export const consoleSettings = {
  COWHERD_CONSOLE_LISTEN: v.optional(
    v.pipe(
      listenAddress(),
      v.description('Address and port that the console listens on.'),
      about({ example: '127.0.0.1:8081' }),
    ),
    '127.0.0.1:8081',
  ),
  COWHERD_CONSOLE_URL: v.optional(
    v.pipe(
      serverUrl('/'),
      v.description(
        'Address at which people reach the console, through a proxy or a name. With https, cookies are sent by https alone.',
      ),
      about({ example: 'https://cowherd.example.com', defaultText: 'only by address or as localhost' }),
    ),
  ),
  COWHERD_CONSOLE_TOKEN: v.optional(
    v.pipe(
      secretList(),
      v.description(
        'Token that opens the console for operators, 16 characters or more. Without it, a viewer token or OpenID Connect, serve starts no console.',
      ),
    ),
  ),
  COWHERD_CONSOLE_VIEWER_TOKEN: v.optional(
    v.pipe(secretList(), v.description('Token that opens the console for viewers, who decide nothing.')),
  ),
  COWHERD_CONSOLE_OIDC_ISSUER: v.optional(
    v.pipe(
      v.string(),
      about({
        typeText: 'an http or https URL',
        example: 'https://auth.example.com/application/o/cowherd/',
        defaultText: 'no login by OpenID Connect',
      }),
      v.description(
        "Issuer of the OpenID Connect provider: the one of Authentik's application for the console.",
      ),
      v.check(
        (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'is not an http or https URL',
      ),
    ),
  ),
  COWHERD_CONSOLE_OIDC_CLIENT_ID: v.optional(
    v.pipe(
      v.string(),
      about({ typeText: 'a client ID', example: 'cowherd' }),
      v.description(
        'Client ID at the provider. The redirect URI is the address of the console with /login/callback.',
      ),
    ),
  ),
  COWHERD_CONSOLE_OIDC_CLIENT_SECRET: v.optional(
    v.pipe(secret(), v.description('Client secret at the provider.')),
  ),
  COWHERD_CONSOLE_OPERATORS: v.optional(
    v.pipe(
      groupNames(),
      v.description('Groups whose members may decide, when they log in by OpenID Connect.'),
    ),
    '',
  ),
  COWHERD_CONSOLE_VIEWERS: v.optional(
    v.pipe(groupNames(), v.description('Groups whose members may look, when they log in by OpenID Connect.')),
    '',
  ),
}

function groupNames() {
  return v.pipe(
    v.string(),
    about({ typeText: 'names separated by commas', example: 'mail admins', defaultText: 'nobody' }),
    v.transform((text): readonly string[] =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  )
}
