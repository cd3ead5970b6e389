import { html } from 'hono/html'
import type { AliasRow, ListState } from '../data/model.ts'
import type { Page } from '../data/search.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, nothing } from './html.ts'
import { pager, searchForm, stateBadge, table } from './parts.ts'

/** What the list of aliases is narrowed by. */
export interface AliasQuery {
  readonly search: string
  readonly state: ListState | undefined
}

/** All aliases, those that are to come and those that are not ours included. */
export function aliasesPage(frame: Frame, rows: Page<AliasRow>, { search, state }: AliasQuery): Html {
  const options = (Object.entries(text.states) as [ListState, string][]).map(
    ([value, label]) =>
      html`<option value="${value}"${value === state ? html` selected` : nothing}>${label}</option>`,
  )
  const choice = html`<div><label for="state">${text.search.state}</label><select id="state" name="state"><option value="">${text.search.all}</option>${options}</select></div>`
  const { columns } = text
  return framed(
    frame,
    text.titles.aliases,
    html`${searchForm('/aliases', search, text.search.aliasHint, choice)}
<div id="list" data-live>${pager(rows, '/aliases', { search, state })}
${table(text.titles.aliases, [columns.address, columns.state, [columns.group, 'wide'], [columns.rule, 'wide'], [columns.members, 'number']], rows.items.map(rowOf))}</div>`,
  )
}

function rowOf({ key, address, state, group, rule, members }: AliasRow): Html {
  return html`<tr><td><a href="/aliases/${encodeURIComponent(key)}">${address ?? `${group?.name ?? ''} ${text.alias.noAddress}`}</a></td><td>${stateBadge(state)}</td>
<td class="wide">${group?.name ?? ''}</td><td class="wide">${rule ?? ''}</td><td class="number">${members.toLocaleString('en')}</td></tr>`
}
