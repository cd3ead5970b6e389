import { html } from 'hono/html'
import type { ConsoleModel, GroupNode, GroupTree } from '../data/model.ts'
import type { Page } from '../data/search.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import { type Html, nothing } from './html.ts'
import { pager, searchForm } from './parts.ts'

/** So many groups of the tree stand on a page. */
const treeMost = 400
const depthMost = 8

/** How groups are nested, or the groups that a search finds. */
export function groupsPage(
  frame: Frame,
  model: ConsoleModel,
  search: string,
  found: Page<GroupNode> | undefined,
  roots: Page<string>,
): Html {
  const content = found
    ? html`${pager(found, '/groups', { search })}<ul class="plain card">${found.items.map((node) => html`<li>${nodeLine(node)}</li>`)}</ul>`
    : html`${pager(roots, '/groups', {})}<div class="card">${branch(model.groups, roots.items)}</div>`
  return framed(
    frame,
    text.titles.groups,
    html`${searchForm('/groups', search, text.search.groupHint)}<div id="list" data-live><h2>${text.group.tree}</h2>${content}</div>`,
  )
}

/** One group in a line. */
export function nodeLine(node: GroupNode): Html {
  const lists = node.keys.length > 0 ? nothing : html` · ${text.states.skipped}`
  return html`<a href="/groups/${node.id}">${node.name}</a> <span class="soft small">${text.group.people(node.direct)}${lists}</span>`
}

/** The tree below some groups; a group within itself is not entered again, and what is too much is counted. */
function branch({ nodes }: GroupTree, roots: readonly string[]): Html {
  let left = treeMost
  const list = (ids: readonly string[], above: readonly string[]): Html => {
    const shown = ids.slice(0, Math.max(0, left))
    left -= shown.length
    const items = shown.flatMap((id) => {
      const node = nodes.get(id)
      if (!node) return []
      const isKnown = above.includes(id) || above.length >= depthMost
      if (node.children.length === 0 || isKnown) return [html`<li>${nodeLine(node)}</li>`]
      const inner = list(node.children, [...above, id])
      return [
        html`<li>${nodeLine(node)}<details${above.length === 0 ? html` open` : nothing}><summary class="small">${text.group.nested}: ${node.children.length} (${node.name})</summary>${inner}</details></li>`,
      ]
    })
    const rest = ids.length - shown.length
    return html`<ul class="tree">${items}${rest > 0 ? html`<li class="soft">${text.group.cut(rest)}</li>` : nothing}</ul>`
  }
  return list(roots, [])
}
