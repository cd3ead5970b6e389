import { openServers } from './company.ts'

const [groups, settled] = process.argv.slice(2)
process.send?.(await openServers(Number(groups), settled === 'settled'))
