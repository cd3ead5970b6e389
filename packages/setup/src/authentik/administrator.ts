import { readable, UpstreamError } from '@cowherd/upstream'
import type { SetupApi } from './api/api.ts'
import { selfEntry, versionEntry } from './api/schemas.ts'
import { readBody } from './api/walk.ts'

/** Who sets up, and where. */
export interface Administrator {
  readonly username: string
  /** Authentik's version, such as `2026.8.3`. */
  readonly version: string
}

/** Oldest release line whose webhooks have a mapping for headers of their own. */
const oldestVersion = [2025, 6] as const

/**
 * Looks who the token belongs to. Only a superuser sees the tokens of others: to anybody else they look absent, and a token
 * that is made goes to whoever makes it.
 *
 * @throws UpstreamError `bad-token`; `no-permission` for anybody but a superuser; `rejected` for a version that is too old
 */
export async function readAdministrator(api: SetupApi): Promise<Administrator> {
  const self = await api.get('/core/users/me/')
  const { user } = readBody('GET /core/users/me/', self, selfEntry)
  if (!user.is_superuser) {
    throw new UpstreamError(
      'source',
      'no-permission',
      `The token belongs to "${readable(user.username)}", who is no superuser in Authentik. Setting Cowherd up makes a role, a user and a token for it, which takes the token of a member of a superuser group, such as "authentik Admins".`,
    )
  }
  const answer = await api.get('/admin/version/')
  const version = readBody('GET /admin/version/', answer, versionEntry).version_current
  if (isTooOld(version)) {
    throw new UpstreamError(
      'source',
      'rejected',
      `Authentik ${readable(version)} is too old: Cowherd needs ${oldestVersion.join('.')} or newer.`,
    )
  }
  return { username: user.username, version }
}

function isTooOld(version: string): boolean {
  const [year = 0, release = 0] = version.split('.').map(Number)
  const [oldestYear, oldestRelease] = oldestVersion
  return year < oldestYear || (year === oldestYear && release < oldestRelease)
}
