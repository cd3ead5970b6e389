import { html } from 'hono/html'
import type { AliasDetail, LeftOut, Member } from '../data/model.ts'
import type { History } from '../data/port.ts'
import { pageOf } from '../data/search.ts'
import { text } from '../text/english.ts'
import { historyList, type Names } from './activity.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, link, nothing } from './html.ts'
import { changeDiff, pager, pathText, stateBadge, table, yesNo } from './parts.ts'

const membersPerPage = 200
const diffMost = 50

/** One alias: whom it reaches and through which groups, who is left out, how it stands in Mailcow, what comes next. */
export function aliasPage(
  frame: Frame,
  key: string,
  detail: AliasDetail,
  history: { readonly entries: History; readonly names: Names },
  page: number,
): Html {
  const { group, address, alias, state, why, rule, owners, conflict, held, changes } = detail
  const shown = address ?? alias?.address ?? text.alias.noAddress
  const path = `/aliases/${encodeURIComponent(key)}`
  const heldOnes = held.map(
    ({ change, reasons }) =>
      html`<div class="card">${changeDiff(change, diffMost)}<p class="soft">${text.held.reasons}: ${reasons.map(({ message }) => message).join('; ')}</p><p><a href="/held">${text.titles.held}</a></p></div>`,
  )
  return framed(
    frame,
    shown,
    html`<p><a href="/aliases">${text.alias.back}</a></p>
<div id="alias" data-live>
<p>${stateBadge(state)} ${why}</p>
${conflict ? html`<p class="notice wait">${text.alias.fix}: ${conflict.fix}. <a href="/conflicts">${text.titles.conflicts}</a></p>` : nothing}
<div class="card"><dl>
<dt>${text.alias.address}</dt><dd><code>${shown}</code></dd>
<dt>${text.alias.group}</dt><dd>${group ? html`<a href="/groups/${group.id}">${group.name ?? group.id}</a>` : '–'}</dd>
<dt>${text.alias.rule}</dt><dd>${rule ?? '–'}</dd>
<dt>${text.alias.owner}</dt><dd>${owners.length > 0 ? owners.join(', ') : alias ? text.alias.noOwner : '–'}</dd>
${alias ? stored(detail) : html`<dt>${text.alias.facts}</dt><dd>${text.alias.absent}</dd>`}
</dl></div>
${changes.length + held.length > 0 ? html`<h2>${text.alias.next}</h2>${changes.map((change) => html`<div class="card">${changeDiff(change, diffMost)}</div>`)}${heldOnes}` : nothing}
${state === 'foreign' ? nothing : members(detail.members, path, page)}
${detail.leftOut.length > 0 ? leftOutTable(detail.leftOut) : nothing}
<h2>${text.alias.history}</h2>${historyList(history.entries, { names: history.names, none: text.alias.noHistory })}
</div>`,
  )
}

function stored({ alias, senders }: AliasDetail): Html {
  if (!alias) return nothing
  const { flags, goto, modified } = alias
  const may = senders ? [...senders.mailboxes, ...senders.others.map((one) => `(${one})`)].join(', ') : ''
  return html`<dt>${text.alias.flags.active}</dt><dd>${yesNo(flags.active)}</dd>
<dt>${text.alias.flags.internal}</dt><dd>${yesNo(flags.internal)}</dd>
<dt>${text.alias.flags.senderAllowed}</dt><dd>${yesNo(flags.senderAllowed)}${may === '' ? nothing : html`<details><summary>${text.alias.senders}</summary>${may}</details>`}</dd>
<dt>${text.alias.flags.sogoVisible}</dt><dd>${yesNo(flags.sogoVisible)}</dd>
<dt>${text.alias.modified}</dt><dd>${modified === '' ? '–' : modified}</dd>
<dt>${text.alias.stored}</dt><dd><details><summary>${goto.length.toLocaleString('en')}</summary>${goto.slice(0, 1000).join(', ')}${goto.length > 1000 ? html` … ${text.held.more(goto.length - 1000)}` : nothing}</details></dd>`
}

function members(all: readonly Member[], path: string, wanted: number): Html {
  const rows = pageOf(all, wanted, membersPerPage)
  const { columns } = text
  const list = rows.items.map(
    ({ address, name, username, path: way, addedBy }) =>
      html`<tr><td>${username === '' ? address : html`<a href="${link('/people', { search: username })}">${address}</a>`}</td><td class="wide">${name}</td><td>${addedBy === undefined ? pathText(way) : text.alias.addedBy(addedBy)}</td></tr>`,
  )
  return html`<h2>${text.alias.members}</h2>${
    all.length === 0
      ? html`<p>${text.alias.noMembers}</p>`
      : html`${pager(rows, path, {})}${table(text.alias.members, [columns.address, [columns.name, 'wide'], columns.through], list)}`
  }`
}

function leftOutTable(all: readonly LeftOut[]): Html {
  const { columns } = text
  const list = all
    .slice(0, membersPerPage)
    .map(
      ({ username, name, email, path, addedBy, reason }) =>
        html`<tr><td>${username === '' ? email : html`<a href="${link('/people', { search: username })}">${name === '' ? username : name}</a>`}</td><td class="wide">${email}</td><td>${addedBy === undefined ? pathText(path) : text.alias.addedBy(addedBy)}</td><td>${reason}</td></tr>`,
    )
  const rest = all.length - list.length
  return html`<h2>${text.alias.leftOut}</h2>${table(text.alias.leftOut, [columns.name, [columns.email, 'wide'], columns.through, columns.why], list)}${rest > 0 ? html`<p class="soft">${text.held.more(rest)}</p>` : nothing}`
}
