import { measureEndurance } from './endurance.ts'
import { measureFlood } from './flood.ts'
import { measureLatency } from './latency.ts'
import { measureNotice } from './notice.ts'
import { type BenchPlace, withPlaces } from './place.ts'
import { measureIdleWorkers, measureRest } from './rest.ts'
import { lineOf, type Row, tableOf } from './row.ts'
import { measureTrickle } from './trickle.ts'

/** Runs and minutes of the endurance part. */
const runs = Number(process.env['BENCH_RUNS'] ?? 10_000)
const mostMs = Number(process.env['BENCH_MINUTES'] ?? 10) * 60_000

type Part = (place: BenchPlace) => Promise<Row[]>

const parts: Readonly<Record<string, Part>> = {
  rest: (place) => measureRest(place),
  idle: async (place) => (place.url === undefined ? [] : measureIdleWorkers(place)),
  notice: measureNotice,
  latency: (place) => measureLatency(place),
  trickle: measureTrickle,
  flood: measureFlood,
  endurance: (place) => measureEndurance(place, runs, mostMs),
}

const asked = process.argv.slice(2)
const names = (known: readonly string[]) => {
  const some = known.filter((name) => asked.includes(name))
  return some.length > 0 ? some : known
}

const rows = await withPlaces(async (places) => {
  const wanted = names(places.map(({ name }) => name))
  const all: Row[] = []
  for (const part of names(Object.keys(parts))) {
    for (const place of places.filter(({ name }) => wanted.includes(name))) {
      process.stderr.write(`${part} on ${place.name} …\n`)
      const found = (await parts[part]?.(place)) ?? []
      // A table that is cut short by hand shall not cost what was measured.
      for (const row of found) process.stderr.write(`  ${lineOf(row)}\n`)
      all.push(...found)
    }
  }
  return all
})
process.stdout.write(`${tableOf(rows)}\n`)
process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0
