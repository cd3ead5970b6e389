import { once } from 'node:events'
import { openServers } from '../baseline/servers.ts'
import { bringOver, type Edit, readAll } from './requests.ts'

const [edits] = (await once(process, 'message')) as [readonly Edit[]]
const servers = openServers(process.env)
const begun = performance.now()
if (edits.length === 0) await readAll(servers, process.argv[2] === 'informed')
else await bringOver(servers, edits)
const ms = performance.now() - begun
process.send?.({ ms, mb: process.resourceUsage().maxRSS / 1024 }, () => process.disconnect())
