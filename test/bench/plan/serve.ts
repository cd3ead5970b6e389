import { openServers } from './servers.ts'

const [groups, settled] = process.argv.slice(2)
process.send?.(await openServers(Number(groups), settled === 'settled'))
