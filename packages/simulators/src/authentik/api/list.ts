import { json } from './answer.ts'
import type { Context } from './context.ts'
import { cutPage } from './page.ts'

/** Answers one page of a list; acts out `short-page` and `wrong-shape`. */
export function answerPage<Entry>(
  context: Context,
  entries: readonly Entry[],
  toJson: (entry: Entry) => unknown,
  autocomplete: object = {},
): Response {
  const page = cutPage(entries, context.query, context.server.version)
  const shown = context.fault === 'short-page' ? page.entries.slice(0, -1) : page.entries
  const results = shown.map(toJson)
  return json({
    pagination: page.pagination,
    results: context.fault === 'wrong-shape' ? { ...results } : results,
    autocomplete,
  })
}
