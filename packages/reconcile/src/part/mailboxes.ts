import { effectiveMembers } from '@cowherd/directory'
import {
  type Alias,
  domainOf,
  localPartOf,
  type Mailbox,
  normaliseAddress,
  ownMarker,
  type PlanSettings,
  type TargetState,
} from '@cowherd/plan'
import type { TargetPieces } from '../ports.ts'
import { directoryOf, type KnownAliases, wantedAddresses } from './aliases.ts'
import type { KnownGroups } from './groups.ts'

/**
 * The part of the target that concerns some groups. Who is in a list already is taken to have a mailbox until the next sweep (Mailcow
 * takes people out of lists when their mailbox goes); whoever is new is asked for.
 */
export async function readTargetPart(
  groups: ReadonlySet<string>,
  known: KnownGroups,
  aliases: KnownAliases,
  context: {
    readonly target: TargetPieces
    readonly settings: PlanSettings
    readonly absentFlags: TargetState['absentFlags']
  },
): Promise<TargetState> {
  const { target, settings } = context
  const { domains, aliasDomains } = await target.readDomains()
  const served = new Map(domains.map((domain) => [domain.name, domain]))
  const stands = new Map(aliasDomains.map((domain) => [domain.name, domain.target]))
  const resolve = (address: string) =>
    `${localPartOf(address)}@${stands.get(domainOf(address)) ?? domainOf(address)}`
  const directory = directoryOf(known)
  const wanted = [...wantedAddresses(directory, settings, groups).values()]

  const mailboxes = new Map<string, Mailbox>()
  for (const alias of aliases.byId.values()) {
    if (!ownMarker(alias.privateComment, settings.owner)) continue
    for (const member of alias.goto) {
      const address = resolve(member.toLowerCase())
      mailboxes.set(address, { address, receives: true })
    }
  }
  const taken = new Set([...aliases.byId.values()].map(({ address }) => address))
  const candidates = new Set(wanted.filter((address) => !taken.has(address)).map(resolve))
  for (const id of groups) {
    for (const { user } of effectiveMembers(directory, id)) {
      const address = user.active ? normaliseAddress(user.email) : undefined
      if (address) candidates.add(resolve(address))
    }
  }
  const foreign = new Map<number, Alias>()
  for (const address of candidates) {
    const domain = served.get(domainOf(address))
    if (!domain || domain.relay || mailboxes.has(address) || localPartOf(address) === '') continue
    const mailbox = await target.readMailbox(address)
    if (mailbox) mailboxes.set(mailbox.address, mailbox)
    else if (!aliases.addresses.has(address)) {
      aliases.addresses.add(address)
      const alias = await target.findAlias(address)
      if (alias) foreign.set(alias.id, alias)
    }
  }
  for (const domain of new Set(
    [...aliases.byId.values(), ...wanted.map((address) => ({ address }))].map(({ address }) =>
      domainOf(address),
    ),
  )) {
    const catchAll = await target.findAlias(`@${domain}`)
    if (catchAll) foreign.set(catchAll.id, catchAll)
  }
  return {
    aliases: [...new Map([...foreign, ...aliases.byId]).values()].sort((a, b) => a.id - b.id),
    domains,
    aliasDomains,
    mailboxes: [...mailboxes.values()],
    absentFlags: context.absentFlags,
  }
}
