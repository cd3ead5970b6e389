import { html } from 'hono/html'
import type { Belonging, PersonDetail } from '../data/model.ts'
import type { History } from '../data/port.ts'
import { text } from '../text/english.ts'
import { historyList, type Names } from './activity.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, nothing } from './html.ts'
import { pathText, stateBadge, table } from './parts.ts'
import { personBadges } from './people.ts'

/** An answer to why somebody is not in a list. */
export interface Answer {
  readonly asked: string
  readonly text: string
}

/** One person: which lists reach them and why, which do not and why not. */
export function personPage(
  frame: Frame,
  { row, lists, leftOut, withoutAlias, otherAliases }: PersonDetail,
  answer: Answer,
  history: { readonly entries: History; readonly names: Names },
): Html {
  const { columns } = text
  const listRows = lists.map(
    (one) =>
      html`<tr><td>${listLink(one)}</td><td>${wayText(one)}</td><td>${stateBadge(one.state)} ${arrivalText(one)}</td></tr>`,
  )
  const outRows = leftOut.map(
    (one) => html`<tr><td>${listLink(one)}</td><td>${wayText(one)}</td><td>${one.reason}</td></tr>`,
  )
  const withoutRows = withoutAlias.map(
    ({ group, reason }) =>
      html`<tr><td><a href="/groups/${group.id}">${group.name ?? group.id}</a></td><td>${reason}</td></tr>`,
  )
  return framed(
    frame,
    row.name === '' ? row.username : row.name,
    html`<p><a href="/people">${text.person.back}</a></p>
<p>${row.username} · ${row.email === '' ? text.person.noAddress : row.email} ${personBadges(row)}</p>
<form class="find" method="get" action="/people/${row.id}"><div><label for="list">${text.person.ask} ${text.person.askLabel}</label><input id="list" type="search" name="list" value="${answer.asked}" autocomplete="off"></div><button>${text.person.askGo}</button></form>
${answer.text === '' ? nothing : html`<p class="notice" role="status">${answer.text}</p>`}
<div id="person" data-live>
<h2>${text.person.lists}</h2>${lists.length > 0 ? table(text.person.lists, [columns.address, columns.through, columns.state], listRows) : html`<p>${text.person.noLists}</p>`}
${leftOut.length > 0 ? html`<h2>${text.person.leftOut}</h2>${table(text.person.leftOut, [columns.address, columns.through, columns.why], outRows)}` : nothing}
${withoutAlias.length > 0 ? html`<h2>${text.person.withoutAlias}</h2>${table(text.person.withoutAlias, [columns.group, columns.why], withoutRows)}` : nothing}
${otherAliases.length > 0 ? html`<h2>${text.person.others}</h2><p>${otherAliases.join(', ')}</p>` : nothing}
<h2>${text.person.history}</h2>${historyList(history.entries, { names: history.names, person: row.email.toLowerCase() })}
</div>`,
  )
}

function wayText({ path, addedBy }: Belonging): string {
  return addedBy === undefined ? pathText(path) : text.alias.addedBy(addedBy)
}

function arrivalText({ delivered, state }: Belonging): string {
  if (delivered) return text.person.delivered
  return state === 'planned' ? text.person.soon : text.person.notNow
}

function listLink({ key, address, group }: Belonging): Html {
  return html`<a href="/aliases/${encodeURIComponent(key)}">${address ?? group.name ?? group.id}</a>`
}
