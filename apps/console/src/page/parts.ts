import type { Change } from '@cowherd/plan'
import { html } from 'hono/html'
import type { ListState } from '../data/model.ts'
import type { Page } from '../data/search.ts'
import { text } from '../text/english.ts'
import { type Html, link, nothing } from './html.ts'

const tones: Readonly<Record<ListState, string>> = {
  'in-step': 'good',
  planned: 'wait',
  held: 'wait',
  conflict: 'bad',
  frozen: 'bad',
  'on-hold': 'wait',
  skipped: '',
  orphan: 'wait',
  foreign: '',
}

/** A state as people read it. */
export function stateBadge(state: ListState): Html {
  return html`<span class="badge ${tones[state]}">${text.states[state]}</span>`
}

/** A table with a name for those who do not see it; it scrolls by itself where it is too wide. */
export function table(
  label: string,
  head: readonly (string | readonly [string, string])[],
  rows: readonly Html[],
): Html {
  const cells = head.map((one) =>
    typeof one === 'string'
      ? html`<th scope="col">${one}</th>`
      : html`<th scope="col" class="${one[1]}">${one[0]}</th>`,
  )
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${cells}</tr></thead><tbody>${rows}</tbody></table></div>`
}

/** A field to search with, and what else narrows the list. */
export function searchForm(action: string, search: string, hint: string, more: Html = nothing): Html {
  return html`<form class="find" role="search" method="get" action="${action}">
<div><label for="search">${hint}</label><input id="search" type="search" name="search" value="${search}" autocomplete="off"></div>${more}
<button>${text.search.go}</button></form>`
}

/** How many there are, and the way to the next ones. */
export function pager(
  { page, pages, total }: Page<unknown>,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): Html {
  const to = (number: number, label: string) =>
    html` <a class="button" href="${link(path, { ...query, page: number })}">${label}</a>`
  return html`<p class="row"><span class="soft">${total === 0 ? text.search.none : text.search.found(total)}${pages > 1 ? html` · ${text.search.page(page, pages)}` : nothing}</span>
${page > 1 ? to(page - 1, text.search.previous) : nothing}${page < pages ? to(page + 1, text.search.next) : nothing}</p>`
}

/** Names of groups on the way to somebody. */
export function pathText(path: readonly string[]): string {
  return path.join(' → ')
}

const flagNames = ['active', 'internal', 'senderAllowed', 'sogoVisible'] as const

/**
 * One change with who comes and who goes.
 *
 * @param most so many members of each kind; the rest is counted
 */
export function changeDiff(change: Change, most: number): Html {
  const { action, address, before, after, add, remove, reason, rule, group } = change
  const name =
    before && after && before.address !== after.address ? `${before.address} → ${after.address}` : address
  const flags = flagNames.flatMap((flag) =>
    before && after && before.flags[flag] !== after.flags[flag]
      ? [html`<li>${text.alias.flags[flag]}: ${yesNo(before.flags[flag])} → ${yesNo(after.flags[flag])}</li>`]
      : [],
  )
  return html`<h3>${text.actions[action]} <code>${name}</code></h3>
<p class="soft small">${group.name === null ? nothing : html`${text.columns.group}: ${group.name} · `}${rule === undefined ? nothing : html`${text.columns.rule}: ${rule} · `}${reason}</p>
<ul class="diff">${signed('−', 'gone', remove, most)}${signed('+', 'come', add, most)}${flags}</ul>`
}

function signed(sign: string, kind: string, members: readonly string[], most: number): Html {
  const rest = members.length - most
  return html`${members.slice(0, most).map((member) => html`<li class="${kind}">${sign} ${member}</li>`)}${rest > 0 ? html`<li class="${kind}">${sign} ${text.held.more(rest)}</li>` : nothing}`
}

/** A switch in words. */
export function yesNo(value: boolean): string {
  return value ? text.alias.yes : text.alias.no
}
