import type { Session } from '../access/sessions.ts'
import type { ActionOutcome } from '../data/port.ts'
import { adoptionPage } from '../page/conflicts.ts'
import { text } from '../text/english.ts'
import type { App, Request, RouteContext } from './context.ts'
import { viewOf } from './frame.ts'
import { field, refuseViewer } from './guard.ts'

/** Adds what people may ask for. Each form leads back to a page that says what became of it. */
export function addForms(app: App, route: RouteContext): void {
  const { data, actions } = route

  app.post('/look', (context) => {
    const begun = data.requestLook()
    return answer(context, backTo(context), { ok: true, text: begun ? text.look.begun : text.look.tooYoung })
  })

  decide('/held/approve', '/held', async (context, by) =>
    actions.approve(await field(context, 'checksum'), by),
  )
  decide('/held/refuse', '/held', async (context, by) => actions.refuse(await field(context, 'checksum'), by))
  decide('/conflicts/ignore', '/conflicts', async (context, by) =>
    actions.ignore(await field(context, 'conflict'), true, by),
  )
  decide('/conflicts/again', '/conflicts', async (context, by) =>
    actions.ignore(await field(context, 'conflict'), false, by),
  )
  decide('/conflicts/adopt/confirm', '/conflicts', async (context, by) =>
    actions.adopt(await field(context, 'address'), await field(context, 'checksum'), by),
  )
  decide('/pause', '/', async (context, by) =>
    actions.pause((await field(context, 'reason')).slice(0, 200), by),
  )
  decide('/resume', '/', (_, by) => actions.resume(by))

  app.post('/conflicts/adopt', async (context) => {
    const refusal = refuseViewer(context)
    if (refusal) return refusal
    const preview = await actions.previewAdoption(await field(context, 'address'))
    if ('ok' in preview) return answer(context, '/conflicts', preview)
    const { frame } = await viewOf(context, route)
    return context.html(adoptionPage(frame, preview))
  })

  function decide(
    path: string,
    next: string,
    act: (context: Request, by: string) => Promise<ActionOutcome>,
  ): void {
    app.post(path, async (context) => {
      const refusal = refuseViewer(context)
      if (refusal) return refusal
      return answer(context, next, await act(context, nameOf(context.get('session'))))
    })
  }

  function answer(context: Request, next: string, outcome: ActionOutcome): Response {
    route.messages.set(context.get('session').id, outcome)
    return context.redirect(next, 303)
  }
}

/** Who decides, as the audit log names them: a name that goes with a token is what its bearer says. */
function nameOf({ name, via }: Session): string {
  return via === 'token' ? `${name} (token)` : name
}

/** The page that a form was sent from. */
function backTo(context: Request): string {
  const from = context.req.header('Referer')
  if (from === undefined || !URL.canParse(from)) return '/'
  const { pathname, search } = new URL(from)
  return pathname.startsWith('//') ? '/' : pathname + search
}
