/** Addresses that a mail domain's operator answers for (RFC 2142 sections 3 to 5, RFC 5321 section 4.5.1). */
const roleLocalParts: ReadonlySet<string> = new Set([
  'abuse',
  'ftp',
  'hostmaster',
  'info',
  'marketing',
  'news',
  'noc',
  'postmaster',
  'sales',
  'security',
  'support',
  'usenet',
  'uucp',
  'webmaster',
  'www',
])

/** Whether a local part is one of the role addresses that a group's mere name must not claim. */
export function isRoleLocalPart(localPart: string): boolean {
  return roleLocalParts.has(localPart)
}
