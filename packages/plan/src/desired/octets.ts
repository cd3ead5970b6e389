/** Mailcow's goto column holds so many octets, commas included. */
export const gotoOctetsMax = 65_535

/** Octets of a joined member list. */
export function gotoOctets(members: readonly string[]): number {
  return members.reduce((sum, member) => sum + member.length + 1, 0) - (members.length > 0 ? 1 : 0)
}
