import { html } from 'hono/html'
import type { PersonRow } from '../data/model.ts'
import type { Page } from '../data/search.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, nothing } from './html.ts'
import { pager, searchForm, table } from './parts.ts'

/** Everybody in the directory. */
export function peoplePage(frame: Frame, rows: Page<PersonRow>, search: string): Html {
  const { columns } = text
  return framed(
    frame,
    text.titles.people,
    html`${searchForm('/people', search, text.search.personHint)}
<div id="list" data-live>${pager(rows, '/people', { search })}
${table(text.titles.people, [columns.name, [columns.username, 'wide'], columns.email, [columns.lists, 'number']], rows.items.map(personRow))}</div>`,
  )
}

/** One person in a table. */
export function personRow(row: PersonRow): Html {
  const { id, name, username, email, lists } = row
  return html`<tr><td><a href="/people/${id}">${name === '' ? username : name}</a> ${personBadges(row)}</td><td class="wide">${username}</td><td>${email}</td><td class="number">${lists}</td></tr>`
}

/** What is unlike others about somebody. */
export function personBadges({ active, serviceAccount }: PersonRow): Html {
  return html`${active ? nothing : html`<span class="badge wait">${text.person.inactive}</span>`}${serviceAccount ? html`<span class="badge">${text.person.serviceAccount}</span>` : nothing}`
}
