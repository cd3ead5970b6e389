import {
  type Alias,
  domainOf,
  localPartOf,
  type Mailbox,
  ownMarker,
  type PlanSettings,
  type TargetState,
} from '@cowherd/plan'
import type { GraphMeta } from '../graph/model.ts'
import type { TargetPieces } from '../ports.ts'
import type { KnownAliases, Wanted } from './aliases.ts'
import type { KnownGroups } from './known.ts'
import { WideningError } from './scope.ts'

/** All mailboxes and aliases of a server with a thousand of each take 3 s, one takes 10 to 30 ms. */
const addressesMax = 300

/**
 * The part of the target that concerns some groups. Who is in a list already is taken to have a mailbox until the next sweep (Mailcow
 * takes people out of lists when their mailbox goes), unless the list keeps those who have none; whoever is new is asked for.
 *
 * @throws WideningError `vanished-domain`, `too-many-addresses`
 */
export async function readTargetPart(
  part: Wanted,
  aliases: KnownAliases,
  context: {
    readonly target: TargetPieces
    readonly settings: PlanSettings
    readonly meta: GraphMeta
    readonly served: Pick<TargetState, 'domains' | 'aliasDomains'>
    readonly nodes: KnownGroups['nodes']
  },
): Promise<TargetState> {
  const { target, settings, meta, nodes } = context
  const { domains, aliasDomains } = context.served
  const names = new Set([...domains, ...aliasDomains].map(({ name }) => name))
  // Everybody with an address in it would look like an outsider.
  if (meta.domains.some((name) => !names.has(name))) throw new WideningError('vanished-domain')
  const served = new Map(domains.map((domain) => [domain.name, domain]))
  const stands = new Map(aliasDomains.map((domain) => [domain.name, domain.target]))
  const resolve = (address: string) =>
    `${localPartOf(address)}@${stands.get(domainOf(address)) ?? domainOf(address)}`

  const wanted = [...part.addresses.values()].flat()
  const taken = new Set([...aliases.byId.values()].map(({ address }) => address))
  const lists = new Set([...wanted, ...taken])
  const listsResolved = new Set([...lists].map(resolve))
  const mailboxes = new Map<string, Mailbox>()
  for (const alias of aliases.byId.values()) {
    const marker = ownMarker(alias.privateComment, settings.owner)
    if (!marker || !alias.flags.active || nodes.get(marker.group)?.lenient) continue
    for (const address of alias.goto.map((member) => resolve(member.toLowerCase()))) {
      // Whether a mailbox stands where a list belongs decides about the list: that is never taken for granted.
      if (!listsResolved.has(address)) mailboxes.set(address, { address, receives: true })
    }
  }

  const others = new Map<number, Alias>()
  const findOther = async (address: string) => {
    if (aliases.addresses.has(address)) return
    aliases.addresses.add(address)
    const alias = await target.findAlias(address)
    if (alias) others.set(alias.id, alias)
  }
  const asked = new Set<string>()
  const findPlace = async (written: string) => {
    const address = resolve(written)
    const domain = served.get(domainOf(address))
    if (!domain || domain.relay || localPartOf(address) === '') return
    if (!taken.has(address) && !asked.has(address) && !mailboxes.has(address)) {
      if (asked.size === addressesMax) throw new WideningError('too-many-addresses')
      asked.add(address)
      const mailbox = await target.readMailbox(address)
      if (mailbox) mailboxes.set(mailbox.address, mailbox)
    }
    if (mailboxes.get(address)?.receives) return
    await findOther(address)
    if (written !== address) await findOther(written)
  }
  for (const address of wanted) await findPlace(address)
  for (const address of part.members) await findPlace(address)
  for (const domain of new Set([...lists].map(domainOf))) await findOther(`@${domain}`)
  return {
    aliases: [...aliases.byId.values(), ...others.values()].sort((a, b) => a.id - b.id),
    domains,
    aliasDomains,
    mailboxes: [...mailboxes.values()],
    absentFlags: meta.absentFlags,
  }
}
