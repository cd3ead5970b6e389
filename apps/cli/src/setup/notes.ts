import type { SetupPlan } from '@cowherd/setup'

type NotedPlan = Pick<SetupPlan, 'secret' | 'token' | 'steps'>

const newToken = 'API token: it had to be made anew; restart Cowherd with these settings.'

/** Whether Cowherd has lost the token that it used. */
function isNewToken(steps: SetupPlan['steps'], token: SetupPlan['token']): boolean {
  return token === 'kept' && steps.some((step) => step.action === 'create' && step.object.key === 'token')
}

/**
 * What a person has to do or to know after a set-up of Authentik, in the order in which to do it.
 *
 * @param usedToken the value of AK_TOKEN so far
 */
export function setupNotes({ secret, token, steps }: NotedPlan, usedToken: string | undefined): string[] {
  return [
    ...secretNotes(secret),
    ...(isNewToken(steps, token) && usedToken !== undefined ? [newToken] : tokenNotes(token)),
  ]
}

function secretNotes({ phase, accepted, sent }: SetupPlan['secret']): string[] {
  switch (phase) {
    case 'begun':
      return [
        'Webhook secret: restart Cowherd with these settings, so that it takes the old and the new one; then run the same command again, and Authentik sends the new one.',
      ]
    case 'switched':
      return [
        'Webhook secret: Authentik sends the new one, and a test with it arrived. The old one holds until you restart Cowherd with these settings.',
      ]
    case 'corrected':
      return ['Webhook secret: Authentik now sends the one of COWHERD_WEBHOOK_SECRET.']
    case 'kept':
      return accepted.length > 1 && accepted[0] !== sent
        ? [
            'Webhook secret: it is being changed; run the same command with --rotate to have Authentik send the new one.',
          ]
        : []
    case 'made':
      return []
  }
}

function tokenNotes(token: SetupPlan['token']): string[] {
  switch (token) {
    case 'begun':
    case 'waiting':
      return [
        'API token: restart Cowherd with these settings, then run the same command again, and the old token is deleted. Until then both hold.',
      ]
    case 'finished':
      return ['API token: the old one is deleted.']
    case 'kept':
      return []
  }
}
