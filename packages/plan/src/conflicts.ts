import { userOfPersonalGroup } from '@cowherd/directory'
import type { DesiredAlias, FreezeReason } from './desired/desired.ts'
import { gotoOctets, gotoOctetsMax } from './desired/octets.ts'
import type { Obstacle } from './difference/claims.ts'
import type { Conflict } from './notice.ts'

type Texts = { readonly reason: string; readonly fix: string }

/** A group whose wish cannot be met, whatever the target holds. */
export function frozenConflict(desired: DesiredAlias, code: FreezeReason): Conflict {
  return { code, address: desired.address ?? null, group: nameOf(desired), ...frozenTexts(desired, code) }
}

/** A group that cannot have its address because of what stands there. */
export function claimConflict(
  desired: DesiredAlias,
  obstacle: Obstacle,
  nameOfGroup: (id: string) => string,
): Conflict {
  return {
    code: obstacle.code,
    address: desired.address ?? null,
    group: nameOf(desired),
    ...obstacleTexts(desired.address ?? '', obstacle, nameOfGroup),
  }
}

function nameOf({ group }: DesiredAlias) {
  return { id: group.id, name: group.name }
}

function frozenTexts({ address, group, rule, members, problems }: DesiredAlias, code: FreezeReason): Texts {
  const subject = `the ${userOfPersonalGroup(group.id) === undefined ? 'group' : 'user'} "${group.name}"`
  const attribute = `in Authentik, give ${subject} the attribute cowherd: {address: …}`
  switch (code) {
    case 'wrong-attribute':
      return {
        reason: `wrong attributes: ${problems.join('; ')}`,
        fix: `in Authentik, correct the attributes of ${subject}; until then only leavers are taken out of its alias`,
      }
    case 'unnameable':
      return {
        reason:
          rule === 'group name'
            ? 'its name has no letter or digit to make an address of'
            : `the rule "${rule}" yields no address for it: a value that its template needs is not there`,
        fix: attribute,
      }
    case 'role-address':
      return {
        reason: `${address} is a role address of the domain (RFC 2142), which a mere name does not claim`,
        fix: `in Authentik, give ${subject} the attribute cowherd: {address: ${address}}, or rename it`,
      }
    case 'domain-not-served':
      return {
        reason: `${address} is in a domain that Mailcow does not serve`,
        fix: 'add the domain to Mailcow, or correct COWHERD_DOMAIN, the rule or the attribute cowherd.address',
      }
    case 'is-mailbox':
      return { reason: `${address} is a mailbox`, fix: `rename it, or ${attribute}` }
    case 'too-large':
      return {
        reason: `its ${members.length} members need ${gotoOctets(members)} octets and Mailcow stores ${gotoOctetsMax}`,
        fix: 'give its rule large: split, or split the group into smaller ones; until then only leavers are taken out of its alias',
      }
  }
}

function obstacleTexts(address: string, obstacle: Obstacle, nameOfGroup: (id: string) => string): Texts {
  switch (obstacle.code) {
    case 'wanted-twice': {
      const names = obstacle.groups.map((id) => `"${nameOfGroup(id)}"`).join(', ')
      const more = obstacle.count - obstacle.groups.length
      return {
        reason: `also wanted by ${names}${more > 0 ? ` and ${more} more` : ''}; none of them has it`,
        fix: 'rename all but one of the groups, or give them an attribute cowherd: {address: …}',
      }
    }
    case 'held-by-group':
      return {
        reason: `the group "${nameOfGroup(obstacle.group)}" has this address and keeps it`,
        fix: 'rename one of the two groups, or give it an attribute cowherd: {address: …}',
      }
    case 'not-ours':
      return {
        reason: `an alias that Cowherd does not own (alias ${obstacle.id}) has this address`,
        fix: `see the differences with: cowherd adopt ${address} --dry-run; take it over with: cowherd adopt ${address}`,
      }
    case 'released':
      return {
        reason: `the alias with this address (alias ${obstacle.id}) was released from Cowherd`,
        fix: `take it back with: cowherd adopt ${address}`,
      }
    case 'on-hold':
      return {
        reason: `the alias with this address (alias ${obstacle.id}) is on hold`,
        fix: `end the hold with: cowherd hold ${address} --end`,
      }
    case 'other-owner':
      return {
        reason: `the alias with this address belongs to the Cowherd installation ${obstacle.owners.join(', ')}`,
        fix: `release it there with: cowherd release ${address}, or rename the group`,
      }
    case 'domain-inactive':
      return {
        reason: `the domain ${obstacle.domain} is inactive in Mailcow, so a new alias would deliver nothing`,
        fix: `activate the domain ${obstacle.domain} in Mailcow`,
      }
    case 'alias-limit':
      return {
        reason: `the domain ${obstacle.domain} may have no further alias`,
        fix: `raise the alias limit of ${obstacle.domain} in Mailcow`,
      }
  }
}
