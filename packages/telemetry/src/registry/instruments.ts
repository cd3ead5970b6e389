import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { LabelsOf, MetricDefinition } from '../table/definition.ts'

type Labels = Readonly<Record<string, string>>

/** A counter as it is declared. */
export interface CounterOf<D extends MetricDefinition> {
  add(labels: LabelsOf<D>, count?: number): void
}

/** A gauge as it is declared. */
export interface GaugeOf<D extends MetricDefinition> {
  set(labels: LabelsOf<D>, value: number): void
  /** Takes a series away, until it is set again. */
  remove(labels: LabelsOf<D>): void
}

/** A histogram as it is declared. */
export interface HistogramOf<D extends MetricDefinition> {
  observe(labels: LabelsOf<D>, value: number): void
}

/** Registers a counter. */
export function counterOf<const D extends MetricDefinition>(registry: Registry, definition: D): CounterOf<D> {
  const counter = new Counter(configOf(registry, definition))
  if (definition.fromStart) for (const labels of combinations(definition)) counter.inc(labels, 0)
  return { add: (labels, count = 1) => counter.inc(known(definition, labels), count) }
}

/** Registers a gauge; one without labels is absent until it is set. */
export function gaugeOf<const D extends MetricDefinition>(registry: Registry, definition: D): GaugeOf<D> {
  const gauge = new Gauge(configOf(registry, definition))
  gauge.reset()
  if (Object.keys(definition.labels).length === 0) gauge.remove()
  return {
    set: (labels, value) => gauge.set(known(definition, labels), value),
    remove: (labels) => gauge.remove(known(definition, labels)),
  }
}

/** Registers a histogram. */
export function histogramOf<const D extends MetricDefinition>(
  registry: Registry,
  definition: D,
): HistogramOf<D> {
  const histogram = new Histogram({
    ...configOf(registry, definition),
    buckets: [...(definition.buckets ?? [])],
  })
  if (definition.fromStart) for (const labels of combinations(definition)) histogram.zero(labels)
  return { observe: (labels, value) => histogram.observe(known(definition, labels), value) }
}

function configOf(registry: Registry, { name, help, labels }: MetricDefinition) {
  return { name, help, labelNames: Object.keys(labels), registers: [registry] }
}

/** A value that nobody declared must not make a new series, whoever sent it. */
function known({ labels: declared }: MetricDefinition, labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, declared[name]?.includes(value) ? value : 'other']),
  )
}

function combinations({ labels }: MetricDefinition): Labels[] {
  return Object.entries(labels).reduce<Labels[]>(
    (some, [name, values]) => some.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}
