import { conflictKey } from '../data/conflict.ts'
import { activityPage } from '../page/activity.ts'
import { conflictsPage } from '../page/conflicts.ts'
import { heldChangePage, heldPage } from '../page/held.ts'
import { overviewPage } from '../page/overview.ts'
import { settingsPage } from '../page/settings.ts'
import type { App, RouteContext } from './context.ts'
import { viewOf } from './frame.ts'
import { absent, wantedPage } from './lists.ts'

const historyMost = 100
const nothingHeld = { held: [], approval: undefined }

/** Adds the pages of what happens and what waits: overview, held changes, conflicts, activity, settings. */
export function addPages(app: App, route: RouteContext): void {
  const { data } = route

  app.get('/', async (context) => {
    const { frame, model, standing, summary, names } = await viewOf(context, route)
    return context.html(overviewPage(frame, model, standing, summary, names, await data.checks()))
  })

  app.get('/held', async (context) => {
    const { frame, model, verdicts } = await viewOf(context, route)
    const approval = model?.plan.approval
    // An approval is good for a day after somebody saw what it is for; the script's own visits do not count.
    if (approval !== undefined && context.req.header('X-Live') === undefined) await data.noteShown(approval)
    const refused = approval === undefined ? undefined : verdicts.refused.get(approval)
    return context.html(heldPage(frame, model?.plan ?? nothingHeld, refused, wantedPage(context)))
  })

  app.get('/held/change', async (context) => {
    const { frame, model } = await viewOf(context, route)
    const held = model?.plan.held[Number(context.req.query('number'))]
    if (!held || model?.plan.approval !== context.req.query('checksum')) return absent(context)
    return context.html(heldChangePage(frame, held))
  })

  app.get('/conflicts', async (context) => {
    const { frame, model, verdicts, summary } = await viewOf(context, route)
    const ignored = (model?.plan.conflicts ?? []).flatMap((conflict) => {
      const verdict = verdicts.ignored.get(conflictKey(conflict))
      return verdict ? [{ conflict, verdict }] : []
    })
    return context.html(conflictsPage(frame, summary.conflicts, ignored, wantedPage(context)))
  })

  app.get('/activity', async (context) => {
    const { frame, standing, names } = await viewOf(context, route)
    const search = context.req.query('search')?.trim() ?? ''
    const entries = await historyOf(search)
    return context.html(activityPage(frame, standing.runs, names, { search, entries }))
  })

  app.get('/settings', async (context) => {
    const { frame } = await viewOf(context, route)
    return context.html(settingsPage(frame, data.settings()))
  })

  /** An address may be an alias's or a person's. */
  async function historyOf(search: string) {
    if (search === '') return data.history({ count: historyMost })
    const address = search.toLowerCase()
    const ofAlias = await data.history({ address, count: historyMost })
    return ofAlias === 'reading' || (ofAlias && ofAlias.length > 0)
      ? ofAlias
      : data.history({ person: address, count: historyMost })
  }
}
