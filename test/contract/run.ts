import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { 'i-know': { type: 'boolean', default: false } } })
const known = values['i-know'] ? { MAILCOW_CONTRACT_I_KNOW: '1', AUTHENTIK_CONTRACT_I_KNOW: '1' } : {}
const { status } = spawnSync('vitest', ['run', '--project', 'contract'], {
  stdio: 'inherit',
  env: { ...process.env, ...known },
})
process.exitCode = status ?? 1
