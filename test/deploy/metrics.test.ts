import { readFileSync } from 'node:fs'
import { checkTitles } from '@cowherd/doctor'
import { type MetricDefinition, metricTable } from '@cowherd/telemetry'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readQuery } from './harness/query.ts'
import { inRoot } from './harness/run.ts'

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: Readonly<Record<string, string>>
}

interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[]
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
}

const read = (...path: string[]) => readFileSync(inRoot(...path), 'utf8')
const { groups }: { groups: { rules: Rule[] }[] } = parse(read('infra/prometheus/cowherd.rules.yaml'))
const rules = groups.flatMap((group) => group.rules)
const dashboard: { readonly panels: Panel[] } = JSON.parse(read('infra/grafana/cowherd.json'))
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
]

/** The names under which a metric's series are found. */
function seriesOf({ name, type }: MetricDefinition): string[] {
  return type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name]
}

const declared = new Map(
  Object.values(metricTable)
    .flat()
    .flatMap((metric) => seriesOf(metric).map((name) => [name, metric] as const)),
)
/** What a scrape adds to each series. */
const scraped = ['instance', 'job']

describe.each(queries)('%s: %s', (_title, text) => {
  const { selectors, grouping } = readQuery(text)

  test('asks for metrics that are declared, by labels and values that they have', () => {
    expect(selectors.length).toBeGreaterThan(0)
    for (const { metric, labels } of selectors) {
      expect([...declared.keys()]).toContain(metric)
      for (const [label, value] of labels) expect(declared.get(metric)?.labels[label]).toContain(value)
    }
  })

  test('groups by labels that these metrics have', () => {
    const known = selectors.flatMap(({ metric }) => [
      ...Object.keys(declared.get(metric)?.labels ?? {}),
      ...(metric.endsWith('_bucket') ? ['le'] : []),
    ])
    expect(grouping.filter((label) => !known.includes(label) && !scraped.includes(label))).toEqual([])
  })

  test('has rates of what only grows', () => {
    const growing = selectors.filter(({ metric }) => declared.get(metric)?.type !== 'gauge')
    expect(growing.length === 0 || /\b(?:rate|increase)\(/.test(text)).toBe(true)
  })
})

describe('the dashboard', () => {
  test('shows the labels that its queries group by', () => {
    for (const { title, targets = [] } of dashboard.panels) {
      for (const { expr, legendFormat } of targets) {
        const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label)
        const missing = readQuery(expr).grouping.filter((label) => label !== 'le' && !shown.includes(label))
        expect(missing, title).toEqual([])
      }
    }
  })

  test('has panels that lie side by side, each with a name of its own', () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(new Set(dashboard.panels.map(({ title }) => title)).size).toBe(dashboard.panels.length)
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true)
  })

  test('shows every metric of ours', () => {
    const shown = new Set(
      dashboard.panels
        .flatMap(({ targets = [] }) => targets)
        .flatMap(({ expr }) => readQuery(expr).selectors)
        .map(({ metric }) => declared.get(metric)?.name),
    )
    const { Process: _, ...ours } = metricTable
    const hidden = Object.values(ours)
      .flat()
      .map(({ name }) => name)
      .filter((name) => !shown.has(name))
    expect(hidden).toEqual([
      'cowherd_sweep_interval_seconds',
      'cowherd_canary_heard',
      'cowherd_canary_timestamp_seconds',
      'cowherd_canary_possible',
      'cowherd_webhooks_unheard_since_timestamp_seconds',
    ])
  })
})

describe('the runbook', () => {
  const page = read('docs/alerts.md')
  const headings = [...page.matchAll(/^### (Cowherd\w+)$/gm)].map(([, name]) => name)

  test('has one part for each alert, in their order', () => {
    expect(headings).toEqual(rules.map(({ alert }) => alert))
  })

  test.each(rules.map((rule) => [rule.alert, rule] as const))('is named by %s', (alert, { annotations }) => {
    expect(annotations['runbook']).toBe(`docs/alerts.md#${alert.toLowerCase()}`)
    expect(annotations['summary']).toBeTruthy()
    expect(annotations['description']).toBeTruthy()
  })

  test('tells in each part what to do', () => {
    const parts = page.split(/^### /m).slice(1)
    expect(parts.every((part) => part.split('\n').slice(1).join(' ').trim().length > 60)).toBe(true)
  })
})

test('every check of the doctor is a value of its metric', () => {
  const check = declared.get('cowherd_doctor_check')?.labels['check'] ?? []
  expect([...check].sort()).toEqual(Object.keys(checkTitles).sort())
})
