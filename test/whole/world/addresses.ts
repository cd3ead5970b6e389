import { localPartFromName } from '@cowherd/plan'
import { addMailbox, groupsOf, usersOf, type World } from './world.ts'

/** An address for a user, as Authentik may hold it; makes the mailbox where there is one. */
export function randomEmail(world: World): string {
  const { random } = world
  const local = `person.${world.serial()}`
  const address = `${local}@example.org`
  const inMailbox = (written: string, active: 0 | 1 | 2 = 1, box = address) => {
    addMailbox(world, box, active)
    return written
  }
  const kinds: [number, () => string][] = [
    [40, () => inMailbox(address)],
    [6, () => inMailbox(address.toUpperCase())],
    [4, () => inMailbox(`${local}@Müller.example`, 1, `${local}@xn--mller-kva.example`)],
    [4, () => `${local}@bücher.test`],
    [4, () => ''],
    [3, () => `a,${address}`],
    [3, () => inMailbox(`${local}@example.org\nb@example.org`)],
    [
      2,
      () =>
        random.pick(['nobody', 'ünïcode@partner.example', 'two@at@partner.example', '.dot@partner.example']),
    ],
    [8, () => sharedEmail(world) ?? inMailbox(address)],
    [6, () => `${local}@partner.example`],
    [3, () => address],
    [3, () => inMailbox(address, 0)],
    [3, () => inMailbox(address, 2)],
    [3, () => inMailbox(`${local}@alias.example`)],
    [2, () => `${local}@relay.example`],
    [3, () => `${groupLocalPart(world) ?? local}@example.org`],
  ]
  let roll = random.next() * kinds.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, make] of kinds) {
    roll -= weight
    if (roll < 0) return make()
  }
  return ''
}

/** The address of a user who has one. */
export function sharedEmail(world: World): string | undefined {
  const emails = usersOf(world).flatMap(({ email }) => (email === '' ? [] : [email]))
  return emails.length > 0 ? world.random.pick(emails) : undefined
}

/** The local part of some group's address. */
export function groupLocalPart(world: World): string | undefined {
  const parts = groupsOf(world).flatMap(({ name }) => localPartFromName(name) ?? [])
  return parts.length > 0 ? world.random.pick(parts) : undefined
}
