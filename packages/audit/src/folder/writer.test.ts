import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { entriesOf, temporaryFolder } from '../testkit/log.ts'
import { verifyLog } from '../verify/verify.ts'

const program = fileURLToPath(new URL('../testkit/write-forever.ts', import.meta.url))

test('a process that is killed in the middle of writing has lost nothing that it had written', async () => {
  const folder = temporaryFolder()
  for (const pause of [20, 60, 110, 170]) {
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    let told = ''
    child.stdout.on('data', (chunk) => {
      told += String(chunk)
    })
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, pause))
    child.kill('SIGKILL')
    await once(child, 'close')
    const count = Number(told.trimEnd().split('\n').at(-1))
    const { findings, heads } = await verifyLog(folder)
    expect(findings.filter(({ code }) => code !== 'unfinished')).toEqual([])
    const chain = heads.at(-1)?.chain
    const kept = (await entriesOf(folder)).filter(
      (entry) => entry.chain === chain && entry.kind === 'change' && entry.outcome === 'applied',
    )
    expect(kept.length).toBeGreaterThanOrEqual(count)
  }
})
