import type { MetricDefinition } from '../table/definition.ts'
import { metricTable } from '../table/table.ts'

const introduction = `# Metrics

\`GET /metrics\` of \`cowherd serve\` and \`cowherd receiver\` answers Prometheus text. \`cowherd worker\` has no port of its own: set
\`COWHERD_METRICS_LISTEN\`, and it answers \`/metrics\`, \`/healthz\` and \`/readyz\` there. \`cowherd serve\` and \`cowherd receiver\` listen
there too when it is set, so that the port that webhooks come to need not be open to Prometheus.

No metric carries an id, a name or an address, and every label has the values listed here; any other value would be shown as \`other\`.
What stands under Standing and Queue is read at each scrape from what all processes share: each of them tells the same, so take the
maximum over processes, not the sum. While the queue does not answer, \`cowherd_queue_up\` is 0 and they are absent. Counters and
histograms are each process's own: take the sum.

[alerts.md](alerts.md) tells which of them want an alert. This page is generated from the table in \`packages/telemetry/src/table\` by
\`npx -y pnpm@12 generate\`.
`

/** All metrics as a Markdown page, one table for each heading. */
export function metricsMarkdown(): string {
  const tables = Object.entries(metricTable).map(
    ([heading, metrics]) => `
## ${heading}

| Metric | Type | Meaning | Labels |
| --- | --- | --- | --- |
${metrics.map(row).join('\n')}
`,
  )
  return introduction + tables.join('')
}

function row({ name, type, help, labels, buckets }: MetricDefinition): string {
  const shown = Object.entries(labels).map(
    ([label, values]) => `\`${label}\`: ${values.map((value) => `\`${value}\``).join(', ')}`,
  )
  const meaning = buckets ? `${help} Buckets: ${buckets.join(', ')}.` : help
  return `| \`${name}\` | ${type} | ${meaning} | ${shown.join('; ')} |`
}
