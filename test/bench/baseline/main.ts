import { openServers } from './servers.ts'
import { sync } from './sync.ts'

const begun = performance.now()
const done = await sync(
  openServers(process.env),
  process.env['COWHERD_DOMAIN'] ?? '',
  process.argv[2] === 'repaired',
)
process.send?.({ ...done, ms: performance.now() - begun, mb: process.resourceUsage().maxRSS / 1024 })
