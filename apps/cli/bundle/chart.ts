import { readFileSync, writeFileSync } from 'node:fs'
import own from '../package.json' with { type: 'json' }

// The chart goes with the program of the same version.
const chart = new URL('../../../infra/helm/cowherd/Chart.yaml', import.meta.url)
writeFileSync(
  chart,
  readFileSync(chart, 'utf8').replaceAll(/^(version|appVersion): .*$/gm, `$1: ${own.version}`),
)
