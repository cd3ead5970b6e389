import { driftSteps } from '../../whole/steps/drift.ts'
import { groupSteps } from '../../whole/steps/groups.ts'
import { mailSteps } from '../../whole/steps/mail.ts'
import { peopleSteps } from '../../whole/steps/people.ts'
import type { Step } from '../../whole/steps/step.ts'
import type { World } from '../../whole/world/world.ts'
import type { Post } from '../harness/post.ts'
import { attributeSteps } from './attributes.ts'
import { hasRules } from './company.ts'
import { personSteps } from './persons.ts'
import { touchConcerned } from './touch.ts'

/**
 * What leaves events, and so is right without a sweep: everything that is done to groups and people by requests. What is done to aliases by
 * hand leaves none; here somebody saves whoever it concerns in Authentik afterwards.
 */
const told = Object.entries({ ...peopleSteps, ...groupSteps, ...personSteps })
/** What only rules and the attribute `cowherd` look at. */
const onRules = Object.entries(attributeSteps)
const byHand = [
  'drift',
  'delete alias by hand',
  'foreign alias in the way',
  'edit foreign alias',
  'delete foreign alias',
  'mailbox at last',
]
const touched = Object.entries({ ...driftSteps, ...mailSteps }).filter(([name]) => byHand.includes(name))
const steered = [...told, ...touched].filter(([name]) =>
  [
    'swap',
    'rotation',
    're-creation',
    'collision',
    'delete parent',
    're-parent',
    'drift',
    'delete group',
    'rename',
    'newcomer',
    'newcomer leaves',
    'move person',
    'address of a list',
    'address in the alias domain',
  ].includes(name),
)

/** Lets something random happen whose events are on their way afterwards; tells its name. */
export function takeRandomStep(world: World, post: Post): string {
  const { random } = world
  for (let tries = 0; tries < 20; tries += 1) {
    const all: readonly (readonly [string, Step])[] =
      hasRules(world) && random.chance(0.35)
        ? onRules
        : random.chance(0.4)
          ? steered
          : random.chance(0.75)
            ? told
            : touched
    const [name, step] = random.pick(all)
    const before = world.facts()
    if (!step(world)) continue
    if (byHand.includes(name)) touchConcerned(world, post, before)
    return name
  }
  return 'nothing'
}
