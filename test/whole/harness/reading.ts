import type { AuthentikSourceOptions } from '@cowherd/authentik'
import type { PlanSettings } from '@cowherd/plan'

/** What is read of Authentik under some settings, as the program has it. */
export function readingOf({
  rules,
  serviceAccounts,
}: PlanSettings): Pick<AuthentikSourceOptions, 'serviceAccounts' | 'personalGroups'> {
  const isTold = rules.groups.some(
    ({ action }) => action !== 'ignore' && action.members.serviceAccounts === 'exclude',
  )
  return { serviceAccounts: isTold ? 'exclude' : serviceAccounts, personalGroups: rules.users.length > 0 }
}
