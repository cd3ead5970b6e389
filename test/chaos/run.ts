import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Results as Mutations } from '../mutation/section.ts'
import { live } from './live.ts'
import { type Options, readOptions, usage } from './options.ts'
import type { Result } from './result/model.ts'
import { pageOf } from './result/page.ts'
import { faultTable, verdictTable, wrongText } from './result/table.ts'

const options = readOptions(process.argv.slice(2))
if (!options) process.stdout.write(usage)
else if (options.page !== undefined)
  writeFileSync(options.page, pageOf(readResults(options), readMutations()))
else await run(options)

async function run({ json, ...options }: Options): Promise<void> {
  process.stderr.write(`chaos on ${options.backend}, seed ${options.seed}\n`)
  const write = (result: Result) => {
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, undefined, 2)}\n`)
  }
  const result = await live({
    ...options,
    onProgress(line, soFar) {
      process.stderr.write(`${line}\n`)
      write(soFar())
    },
  })
  write(result)
  process.stdout.write(`${verdictTable(result)}\n\n${faultTable([result])}\n`)
  if (result.wrong.length === 0) return
  process.stdout.write(`\n${wrongText(result)}\n\nLogs of all processes: ${options.workDir}\n`)
  process.exitCode = 1
}

function readMutations(): Mutations {
  return JSON.parse(readFileSync(new URL('../mutation/results.json', import.meta.url), 'utf8'))
}

function readResults({ from }: Options): Result[] {
  const folder = fileURLToPath(new URL('results', import.meta.url))
  const files =
    from.length > 0
      ? from
      : readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .sort()
          .map((name) => join(folder, name))
  return files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Result)
}
