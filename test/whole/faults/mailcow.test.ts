import { expect, test } from 'vitest'
import { faultPlaces } from './places.ts'
import { runMatrix, tableOf } from './run-matrix.ts'

test('every fault of Mailcow at every request leaves no wrong alias and is repaired by the next run', async () => {
  const result = await runMatrix(faultPlaces.filter(({ side }) => side === 'mailcow'))
  process.stdout.write(`${result.cases} faults of Mailcow, and what people were told\n${tableOf(result)}\n`)
  expect(result.problems).toEqual([])
  expect(result.unhelpful).toEqual([])
})
