import { expect, test } from 'vitest'
import { preparePersonalScenario } from './personal-scenario.ts'
import { type FaultPlace, faultPlaces, userListPlaces } from './places.ts'
import { runMatrix, tableOf } from './run-matrix.ts'

/** Of each side what a reading and a write can meet: all other kinds end alike, which the scenario without rules shows. */
const telling: readonly FaultPlace[] = faultPlaces.filter(({ kind }) =>
  [
    'slow',
    'restarting',
    'drop-after',
    'no-permission',
    'short-page',
    'false-success',
    'empty-directory',
  ].includes(kind),
)

test('every fault at every request, the walk over the users too, leaves no wrong personal alias and is repaired', async () => {
  const result = await runMatrix([...telling, ...userListPlaces], preparePersonalScenario)
  process.stdout.write(`${result.cases} faults under rules, and what people were told\n${tableOf(result)}\n`)
  expect(result.problems).toEqual([])
  expect(result.unhelpful).toEqual([])
  for (const words of ['view_user', 'users'])
    expect([...result.messages.keys()].filter((message) => message.includes(words))).not.toEqual([])
})
