import type { ActionOutcome, AdoptionPreview } from '@cowherd/console'
import { type Planned, type PlanRequest, planRun, type SyncContext, syncRun } from '@cowherd/reconcile'
import { assertAdoptable } from '../../adoption/refusal.ts'
import { parseAliasAddress } from '../../explanation/subject.ts'
import { surveyOf } from '../../explanation/survey.ts'
import { RefusalError } from '../../program/failure.ts'

/** Who would come and go if an alias were adopted. A text where it cannot be, or where a server does not answer. */
export async function previewAdoption(
  context: SyncContext,
  given: string,
): Promise<AdoptionPreview | ActionOutcome> {
  const address = parseAliasAddress(given)
  if (address === undefined) return { ok: false, text: 'This is no address of an alias.' }
  try {
    return previewOf(await planAdoption(context, address), address)
  } catch (error) {
    return { ok: false, text: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Adopts an alias as it was shown.
 *
 * @param decide called when nothing is in the way any more, before the first write
 */
export async function adoptAlias(
  context: SyncContext,
  address: string,
  checksum: string,
  decide: () => Promise<void>,
): Promise<ActionOutcome> {
  const preview = await previewAdoption(context, address)
  if ('ok' in preview) return preview
  if (preview.checksum !== checksum) {
    return {
      ok: false,
      text: 'The alias or its group has changed meanwhile: nothing was adopted. Look again.',
    }
  }
  await decide()
  const { plan } = await planAdoption(context, preview.address)
  const report = await syncRun(context, { ...requestOf(preview.address), approve: plan.approval })
  if (report.paused) return { ok: false, text: 'Nothing was adopted: writes are paused.' }
  const failed = report.results.find(({ outcome }) => outcome !== 'applied')
  if (report.results.length === 0 || failed) {
    return { ok: false, text: `Nothing was adopted: ${failed?.reason ?? 'the plan is another one by now'}.` }
  }
  return { ok: true, text: `${preview.address} is Cowherd's now.` }
}

function requestOf(address: string): PlanRequest {
  return { adopt: new Set([address]), only: new Set([address]) }
}

async function planAdoption(context: SyncContext, address: string): Promise<Planned> {
  const planned = await planRun(context, requestOf(address))
  assertAdoptable(surveyOf(planned, context.settings), [address])
  return planned
}

function previewOf({ plan }: Planned, address: string): AdoptionPreview {
  const all = [...plan.held.map(({ change }) => change), ...plan.changes]
  const change = all.find((one) => one.action === 'adopt' && one.address === address)
  if (!change) throw new RefusalError('not-possible', `${address} cannot be adopted now.`)
  return {
    ...{ address, checksum: plan.checksum, add: change.add, remove: change.remove },
    members: change.after?.members.length ?? 0,
  }
}
