import type { MetricDefinition } from './definition.ts'
import { doctorMetrics } from './doctor.ts'
import { eventMetrics } from './events.ts'
import { processMetrics } from './process.ts'
import { runMetrics } from './runs.ts'
import { queueMetrics, standingMetrics } from './standing.ts'
import { outgoingMetrics } from './upstream.ts'

/** All metrics under their headings, in the order in which they are shown. */
export const metricTable: Readonly<Record<string, readonly MetricDefinition[]>> = {
  Events: Object.values(eventMetrics),
  Runs: Object.values(runMetrics),
  Standing: Object.values(standingMetrics),
  Queue: Object.values(queueMetrics),
  'Requests, notices, audit log': Object.values(outgoingMetrics),
  Doctor: Object.values(doctorMetrics),
  Process: Object.values(processMetrics),
}
