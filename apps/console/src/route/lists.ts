import type { AliasDetail, ConsoleModel, ListState, PersonDetail } from '../data/model.ts'
import { matches, pageOf } from '../data/search.ts'
import { aliasPage } from '../page/alias.ts'
import { aliasesPage } from '../page/aliases.ts'
import { problemPage } from '../page/bare.ts'
import { framed } from '../page/frame.ts'
import { groupPage } from '../page/group.ts'
import { groupsPage } from '../page/groups.ts'
import { nothing } from '../page/html.ts'
import { pathText } from '../page/parts.ts'
import { peoplePage } from '../page/people.ts'
import { personPage } from '../page/person.ts'
import { text } from '../text/english.ts'
import type { App, Request, RouteContext } from './context.ts'
import { viewOf } from './frame.ts'

const historyMost = 20

/** Adds the pages of what a look found: aliases, people, groups. */
export function addLists(app: App, route: RouteContext): void {
  const { data } = route

  app.get('/aliases', async (context) => {
    const { frame, model } = await viewOf(context, route)
    if (!model) return context.html(framed(frame, text.titles.aliases, nothing))
    const search = context.req.query('search')?.trim() ?? ''
    const state = stateOf(context.req.query('state'))
    const rows = model.aliases.filter(
      (row) => (!state || row.state === state) && matches(search, [row.address, row.group?.name, row.rule]),
    )
    return context.html(aliasesPage(frame, pageOf(rows, wantedPage(context)), { search, state }))
  })

  app.get('/aliases/:key', async (context) => {
    const { frame, model, names } = await viewOf(context, route)
    const key = context.req.param('key')
    const detail = model?.alias(key) ?? aliasAt(model, key)
    if (!detail) return absent(context)
    const address = detail.alias?.address ?? detail.address
    const entries = address === undefined ? [] : await data.history({ address, count: historyMost })
    return context.html(aliasPage(frame, key, detail, { entries, names }, wantedPage(context)))
  })

  app.get('/people', async (context) => {
    const { frame, model } = await viewOf(context, route)
    if (!model) return context.html(framed(frame, text.titles.people, nothing))
    const search = context.req.query('search')?.trim() ?? ''
    const rows = model.people.filter(({ name, username, email }) => matches(search, [name, username, email]))
    return context.html(peoplePage(frame, pageOf(rows, wantedPage(context)), search))
  })

  app.get('/people/:id', async (context) => {
    const { frame, model, names } = await viewOf(context, route)
    const detail = model?.person(Number(context.req.param('id')))
    if (!model || !detail) return absent(context)
    const asked = context.req.query('list')?.trim() ?? ''
    const answer = { asked, text: asked === '' ? '' : whyNot(model, detail, asked) }
    const { email } = detail.row
    const entries =
      email === '' ? [] : await data.history({ affected: email.toLowerCase(), count: historyMost })
    return context.html(personPage(frame, detail, answer, { entries, names }))
  })

  app.get('/groups', async (context) => {
    const { frame, model } = await viewOf(context, route)
    if (!model) return context.html(framed(frame, text.titles.groups, nothing))
    const search = context.req.query('search')?.trim() ?? ''
    const { nodes, roots } = model.groups
    const found =
      search === ''
        ? undefined
        : pageOf(
            [...nodes.values()].filter(({ name }) => matches(search, [name])),
            wantedPage(context),
          )
    return context.html(groupsPage(frame, model, search, found, pageOf(roots, wantedPage(context))))
  })

  app.get('/groups/:id', async (context) => {
    const { frame, model } = await viewOf(context, route)
    const node = model?.groups.nodes.get(context.req.param('id'))
    if (!model || !node) return absent(context)
    const people = pageOf(model.directMembers(node.id), wantedPage(context))
    return context.html(groupPage(frame, model, node, people))
  })
}

/** Why a list does or does not reach somebody. */
function whyNot(model: ConsoleModel, person: PersonDetail, asked: string): string {
  const row = model.aliases.find(
    ({ address, group }) =>
      address?.toLowerCase() === asked.toLowerCase() || group?.name?.toLowerCase() === asked.toLowerCase(),
  )
  if (!row) return text.person.noSuchList(asked)
  const name = row.address ?? asked
  const inside = person.lists.find(({ key }) => key === row.key)
  if (inside) return text.person.isIn(name, inside.addedBy ?? pathText(inside.path))
  const out = person.leftOut.find(({ key }) => key === row.key)
  if (out) return text.person.isLeftOut(name, out.reason)
  if (row.state === 'foreign') return text.person.isForeign(name)
  return text.person.isNotIn(name, row.group?.name ?? name)
}

function aliasAt(model: ConsoleModel | undefined, address: string): AliasDetail | undefined {
  const row = model?.aliases.find((one) => one.address === address.toLowerCase())
  return row && model?.alias(row.key)
}

function stateOf(given: string | undefined): ListState | undefined {
  return given !== undefined && Object.hasOwn(text.states, given) ? (given as ListState) : undefined
}

/** The page that is asked for, from 1. */
export function wantedPage(context: Request): number {
  return Number(context.req.query('page') ?? 1)
}

/** The answer where there is nothing. */
export function absent(context: Request) {
  return context.html(problemPage(text.titles.notFound, text.errors.notFound), 404)
}
