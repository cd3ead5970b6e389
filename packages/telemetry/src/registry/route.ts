import type { LabelsOf } from '../table/definition.ts'
import { outgoingMetrics } from '../table/upstream.ts'

type RequestLabels = LabelsOf<typeof outgoingMetrics.requests>

const { route: routes, status: statuses } = outgoingMetrics.requests.labels

/** Places of ids and addresses in paths of both servers. */
const templates: readonly (readonly [RegExp, string])[] = [
  [/^(\/core\/(?:groups|users)\/)(?!me\/)[^/]+\/$/, '$1{id}/'],
  [/^(\/get\/mailbox\/)(?!all$).+$/, '$1{mailbox}'],
  [/^(\/get\/alias\/all\/).+$/, '$1{domain}'],
  [/^(\/get\/alias\/)(?!all(?:\/|$)).+$/, '$1{alias}'],
]

/** The route of a path: without ids and addresses, and `other` for what runs do not ask. */
export function routeOf(path: string): RequestLabels['route'] {
  const route = templates.reduce((text, [pattern, template]) => text.replace(pattern, template), path)
  return routes.find((one) => one === route) ?? 'other'
}

/** A status as a label; undefined is `none`. */
export function statusOf(status: number | undefined): RequestLabels['status'] {
  const text = status === undefined ? 'none' : String(status)
  return statuses.find((one) => one === text) ?? 'other'
}
