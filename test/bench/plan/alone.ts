import { setFlagsFromString } from 'node:v8'
import { measureInStep } from './in-step.ts'

const [servers] = process.argv.slice(2)
// As `serve` does.
setFlagsFromString('--optimize-for-size')
process.send?.(await measureInStep(JSON.parse(servers ?? '')))
