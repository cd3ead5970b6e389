import { collectDefaultMetrics, type Registry } from 'prom-client'
import { processMetrics } from '../table/process.ts'

/** Adds what the library measures of the process, as far as it is declared: the rest has labels without known values. */
export function collectProcess(registry: Registry): void {
  const before = new Set(registry.getMetricsAsArray().map(({ name }) => name))
  const wanted = new Set<string>(Object.values(processMetrics).map(({ name }) => name))
  collectDefaultMetrics({ register: registry, prefix: 'cowherd_' })
  for (const { name } of registry.getMetricsAsArray()) {
    if (!before.has(name) && !wanted.has(name)) registry.removeSingleMetric(name)
  }
}
