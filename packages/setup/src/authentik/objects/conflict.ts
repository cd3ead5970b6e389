import type { PresentSetup } from './object.ts'

/**
 * What bears a name of a setup and cannot be Cowherd's, in people's words; undefined where there is nothing of the kind.
 * A person's account is never turned into a service account, nor deleted.
 */
export function foreignObject(present: PresentSetup): string | undefined {
  const account = present.objects.get('account')
  const type = account?.fields['type']
  if (!account || type === undefined || type === 'service_account') return undefined
  return `Authentik has a user "${account.fields['username']}" of type ${type}, a name that Cowherd needs for its service account. Rename that user, or choose another COWHERD_OWNER.`
}
