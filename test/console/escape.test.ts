import { beforeAll, expect, test } from 'vitest'
import { type ConsoleBench, openBench } from './harness/bench.ts'
import { lookOfWords } from './harness/words.ts'

const nasty = `x"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;`
let bench: ConsoleBench

beforeAll(async () => {
  const { model, entry } = lookOfWords(nasty)
  bench = await openBench(model, [entry])
})

const search = encodeURIComponent(nasty)

test.each([
  '/',
  '/aliases',
  `/aliases?search=${search}&state=${search}&page=${search}`,
  '/aliases/x',
  '/people',
  `/people?search=${search}`,
  `/people/1?list=${search}`,
  '/groups',
  `/groups?search=${search}`,
  '/groups/g',
  '/held',
  `/held/change?number=0&checksum=${search}`,
  '/conflicts',
  `/activity?search=${search}`,
])('%s shows names and what was searched for as text, whatever is in them', async (path) => {
  const { status, text } = await bench.get(path)
  expect(status).toBe(200)
  expect(text).not.toContain('<img')
  expect(text).not.toContain('<script>')
  expect(text).not.toContain(`x"'`)
})
