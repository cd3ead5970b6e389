import type { DesiredAlias } from '../desired/desired.ts'
import type { Draft } from './build.ts'
import { type ChangeName, changeName } from './change.ts'
import { contentOf, receivers } from './content.ts'
import { type ServeContext, servingDraft } from './serving.ts'

/**
 * The parts of a list, in the order in which nobody misses a mail: parts that take people on before the list, parts that give people
 * up to others after it.
 *
 * @param list the change of the list itself, where it has one
 * @returns undefined where a part cannot have its address: then the list stays as it is
 */
export function partDrafts(
  context: ServeContext,
  desired: DesiredAlias,
  list: Draft | undefined,
): { readonly parts: readonly Draft[]; readonly before: readonly ChangeName[] } | undefined {
  const { living, holdings, claims } = context
  const parts = (desired.parts ?? []).flatMap((key) => living.get(key) ?? [])
  const isBarred = ({ key }: DesiredAlias) =>
    claims.refused.has(key) || claims.granted.get(key)?.kind === 'occupied'
  if (parts.some(isBarred)) return undefined
  const everybody = new Set(desired.members)
  const before: ChangeName[] = []
  const drafts = parts.map((part): Draft => {
    const address = part.address ?? ''
    const site = claims.granted.get(part.key)
    const spare = site?.kind === 'spare' ? site.slot : undefined
    const slot = holdings.current.get(part.key) ?? spare
    const base = site?.kind === 'adoptable' ? site.alias : slot?.alias
    const draft = servingDraft(context, part, base, slot, address)
    const wanted = new Set(part.members)
    const had = slot ? receivers(contentOf(slot.alias)) : []
    const gives = had.some((member) => everybody.has(member) && !wanted.has(member))
    // Who moves to another part loses nothing.
    const listBefore = had.filter((member) => !everybody.has(member) || wanted.has(member))
    const name = changeName({ id: base?.id, address })
    if (!gives) before.push(name)
    return {
      ...{ ...draft, listBefore, why: slot ? 'differs from the group' : 'a part of a long list' },
      ...(site?.kind === 'adoptable' ? { action: 'adopt' } : {}),
      ...(gives && list
        ? { dependsOn: [changeName({ id: list.current?.id, address: addressOf(list) })] }
        : {}),
    }
  })
  return { parts: drafts, before }
}

function addressOf({ after, current }: Draft): string {
  return after?.address ?? current?.address ?? ''
}
