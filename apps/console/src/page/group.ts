import { html } from 'hono/html'
import type { ConsoleModel, GroupNode, PersonRow } from '../data/model.ts'
import type { Page } from '../data/search.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import { nodeLine } from './groups.ts'
import { type Html, nothing } from './html.ts'
import { pager, table } from './parts.ts'
import { personRow } from './people.ts'

const nestedMost = 500

/** One group: its lists, what it is nested in, what is nested in it, who is in it directly. */
export function groupPage(frame: Frame, model: ConsoleModel, node: GroupNode, people: Page<PersonRow>): Html {
  const { nodes } = model.groups
  const nodesOf = (ids: readonly string[]) => ids.flatMap((id) => nodes.get(id) ?? [])
  const lists = node.keys.map(
    (key) =>
      html`<li><a href="/aliases/${encodeURIComponent(key)}">${model.alias(key)?.address ?? text.alias.noAddress}</a></li>`,
  )
  const { columns } = text
  return framed(
    frame,
    node.name,
    html`<p><a href="/groups">${text.group.back}</a></p><div id="group" data-live>
<h2>${text.group.lists}</h2>${lists.length > 0 ? html`<ul class="plain card">${lists}</ul>` : html`<p>${model.alias(node.id)?.why ?? text.group.none}</p>`}
<h2>${text.group.parents}</h2>${groupList(nodesOf(node.parents))}
<h2>${text.group.nested}</h2>${groupList(nodesOf(node.children))}
<h2>${text.group.members}</h2>${
      people.total === 0
        ? html`<p>${text.group.none}</p>`
        : html`${pager(people, `/groups/${node.id}`, {})}${table(text.group.members, [columns.name, [columns.username, 'wide'], columns.email, [columns.lists, 'number']], people.items.map(personRow))}`
    }</div>`,
  )
}

function groupList(nodes: readonly GroupNode[]): Html {
  if (nodes.length === 0) return html`<p class="soft">${text.group.none}</p>`
  const rest = nodes.length - nestedMost
  return html`<ul class="plain card">${nodes.slice(0, nestedMost).map((node) => html`<li>${nodeLine(node)}</li>`)}${rest > 0 ? html`<li class="soft">${text.group.cut(rest)}</li>` : nothing}</ul>`
}
