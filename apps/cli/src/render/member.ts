import type { LeftOut, ListMember } from '../explanation/member.ts'
import type { Paint } from './style.ts'
import { alignColumns } from './text.ts'

/** The groups below the list's own through which somebody came; empty for a direct member. */
export function viaText(path: readonly string[]): string {
  return path.length > 1 ? `via ${path.slice(1).join(' > ')}` : ''
}

/** Whom a list reaches, and who is left out and why, as indented lines. */
export function memberLines(
  { members, leftOut }: { readonly members: readonly ListMember[]; readonly leftOut: readonly LeftOut[] },
  paint: Paint,
): string[] {
  const rows = members.map(({ address, username, name, path, addedBy }) => [
    `    ${address}`,
    addedBy === undefined ? personText(username, name) : paint('dim', `added by the ${addedBy}`),
    paint('dim', viaText(path)),
  ])
  return [
    ...alignColumns(rows),
    ...leftOut.map(({ username, name, email, path, addedBy, reason }) => {
      const via = path.length > 1 ? ` (${viaText(path)})` : ''
      const who =
        addedBy === undefined ? `${personText(username, name)}${via}` : `${email} (added by the ${addedBy})`
      return `    ${paint('yellow', `left out: ${who}: ${reason}`)}`
    }),
  ]
}

/** A display name with the username behind it, or the one alone where they agree. */
export function personText(username: string, name: string): string {
  return name === '' || name === username ? username : `${name} (${username})`
}
