import { ownersIn } from '@cowherd/plan'
import { unknownName } from '../explanation/subject.ts'
import type { Survey } from '../explanation/survey.ts'
import { RefusalError } from '../program/failure.ts'

/** Of these addresses, those that are aliases of ours already. */
export function adoptedBefore(survey: Survey, addresses: readonly string[]): string[] {
  const ours = new Set(survey.state.owned.map(({ alias }) => alias.address))
  return addresses.filter((address) => ours.has(address))
}

/**
 * Proves that the plan adopts each of these addresses, at once or once it is approved.
 *
 * @param survey with a plan that was made with the wish to adopt them
 * @throws RefusalError naming all that cannot be adopted, and why
 */
export function assertAdoptable(survey: Survey, addresses: readonly string[]): void {
  const problems = addresses.flatMap((address) => problemOf(survey, address) ?? [])
  if (problems.length === 0) return
  throw new RefusalError(
    'not-possible',
    `Nothing was adopted:\n${problems.map((text) => `- ${text}`).join('\n')}`,
  )
}

function problemOf(survey: Survey, address: string): string | undefined {
  const { plan } = survey
  const planned = [...plan.changes, ...plan.held.map(({ change }) => change)]
  if (planned.some((change) => change.action === 'adopt' && change.address === address)) return undefined
  const alias = survey.reading.target.aliases.find((one) => one.address === address)
  const wanting = [...survey.state.desired.values()].filter((desired) => desired.address === address)
  const [group] = wanting
  if (!alias) return missing(survey, address, group !== undefined)
  const owners = ownersIn(alias.privateComment)
  if (owners.length > 0) {
    return `${address} belongs to the Cowherd installation ${owners.join(', ')}: release it there first.`
  }
  if (!group) {
    return `No group wants ${address}. In Authentik, give the group whose list it is the attribute cowherd: {address: ${address}}.`
  }
  const conflict = plan.conflicts.find((one) => one.address === address)
  if (conflict) return `${address}: ${conflict.reason}. To do: ${conflict.fix}.`
  const skipped = plan.skipped.find((one) => one.address === address || one.group.id === group.group.id)
  return `${address}: ${skipped?.reason ?? 'its group cannot have it now; see cowherd explain'}.`
}

function missing(survey: Survey, address: string, wanted: boolean): string {
  if (wanted) return `There is no alias ${address} to adopt: cowherd sync makes it.`
  const addresses = survey.reading.target.aliases.map((alias) => alias.address)
  return unknownName(`There is no alias ${address}.`, address, addresses).message
}
