import { readFileSync, writeFileSync } from 'node:fs'
import { readOptions, usage } from './options.ts'
import { measurePlans } from './plan/sizes.ts'
import { conditionsNow } from './results/conditions.ts'
import { joinResults } from './results/join.ts'
import type { Findings, Results } from './results/model.ts'
import { pageOf } from './results/page.ts'
import { resultsText } from './results/text.ts'
import { measureBurst } from './rows/burst.ts'
import { measureChange } from './rows/change.ts'
import { measureFloods } from './rows/flood.ts'
import type { Part } from './rows/part.ts'
import { measureSweep } from './rows/sweep.ts'
import { withPlaces } from './service/place.ts'

const parts: Readonly<Record<string, Part>> = {
  sweep: measureSweep,
  change: measureChange,
  burst: measureBurst,
  flood: measureFloods,
  plan: measurePlans,
}
const backends = ['embedded', 'redis', 'postgres']

const options = readOptions(process.argv.slice(2))
if (!options) process.stdout.write(usage)
else {
  const unknown = options.names.find((name) => !(name in parts) && !backends.includes(name))
  if (unknown !== undefined) throw new Error(`${unknown} is no part and no backend; see --help`)
  const results =
    options.from.length === 0
      ? [await measure(options)]
      : options.from.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results)
  const joined = joinResults(results)
  process.stdout.write(resultsText(joined))
  if (options.page !== undefined) writeFileSync(options.page, pageOf(results))
  process.exitCode = joined.targets.some(({ met }) => met === false) ? 1 : 0
}

async function measure({ names, extent, json }: NonNullable<typeof options>): Promise<Results> {
  const some = (known: readonly string[]) => {
    const asked = known.filter((name) => names.includes(name))
    return asked.length > 0 ? asked : known
  }
  const before = conditionsNow()
  const found: Findings[] = []
  const results = (): Results => ({
    ...before,
    load: { ...before.load, after: conditionsNow().load.before },
    command: ['npx -y pnpm@12 bench', ...withoutFiles(process.argv.slice(2))].join(' '),
    scale: extent.scale,
    lines: found.flatMap(({ lines }) => lines),
    targets: found.flatMap(({ targets }) => targets),
    missed: found.flatMap(({ missed = [] }) => missed),
  })
  return withPlaces(async (all) => {
    const wanted = some(backends)
    const places = all.filter(({ name }) => wanted.includes(name))
    for (const part of some(Object.keys(parts))) {
      const one = await parts[part]?.(places, extent)
      if (one) found.push(one)
      // A bench that is stopped by hand shall not cost what was measured.
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(results(), undefined, 2)}\n`)
    }
    return results()
  })
}

/** Where results are written to is nobody else's matter. */
function withoutFiles(args: readonly string[]): string[] {
  const isFile = (arg: string | undefined) => arg === '--json' || arg === '--page'
  return args.filter((arg, index) => !isFile(arg) && !isFile(args[index - 1]))
}
