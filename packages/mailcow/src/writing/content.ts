import type { AliasContent } from '@cowherd/reconcile'
import { readable } from '@cowherd/upstream'
import { toWireAddress } from '../address.ts'
import { refuse } from './refuse.ts'

/** Longest comment on adding, in bytes; Mailcow's own limit. */
const addedCommentBytes = 160
/** Size of the columns for goto and comments, in bytes. Beyond it Mailcow answers an empty body. */
const columnBytes = 65_535

/** The body of `add/alias`: every field, since Mailcow takes a missing flag as 0. Throws UpstreamError `rejected`. */
export function toAddBody(content: AliasContent): Readonly<Record<string, string | number>> {
  const address = checkAddress(content.address)
  return {
    address,
    goto: joinGoto(content.goto, address),
    ...toFlags(content.flags),
    private_comment: checkComment('private', content.privateComment, addedCommentBytes),
    public_comment: checkComment('public', content.publicComment, addedCommentBytes),
  }
}

/** The attributes of `edit/alias`: only what is given. Throws UpstreamError `rejected`. */
export function toEditAttributes(patch: Partial<AliasContent>): Readonly<Record<string, string | number>> {
  const address = patch.address === undefined ? undefined : checkAddress(patch.address)
  const { privateComment, publicComment } = patch
  return {
    ...(address === undefined ? {} : { address }),
    ...(patch.goto === undefined ? {} : { goto: joinGoto(patch.goto, address) }),
    ...(patch.flags === undefined ? {} : toFlags(patch.flags)),
    ...(privateComment === undefined
      ? {}
      : { private_comment: checkComment('private', privateComment, columnBytes) }),
    ...(publicComment === undefined
      ? {}
      : { public_comment: checkComment('public', publicComment, columnBytes) }),
  }
}

function toFlags(flags: AliasContent['flags']): Readonly<Record<string, number>> {
  return {
    active: Number(flags.active),
    internal: Number(flags.internal),
    sender_allowed: Number(flags.senderAllowed),
    sogo_visible: Number(flags.sogoVisible),
  }
}

/** What Mailcow splits lists at, and what breaks an address: one member must never become two. */
const breaking = /[\s\p{Cc},;]/u

function checkAddress(text: string): string {
  const address = toWireAddress(text)
  if (!/^[^@]*@[^@]+$/.test(address) || breaking.test(address)) {
    throw refuse(`"${readable(text)}" is not the address of an alias.`)
  }
  return address
}

function joinGoto(members: readonly string[], own: string | undefined): string {
  const list = new Set(members.map(checkMember))
  if (own !== undefined) list.delete(own)
  if (list.size === 0) {
    throw refuse(
      'the list of members is empty, and Mailcow would keep the old one. Deactivate or delete the alias instead.',
    )
  }
  const goto = [...list].join(',')
  const bytes = Buffer.byteLength(goto)
  if (bytes > columnBytes) {
    throw refuse(
      `the ${list.size} members take ${bytes} bytes, and an alias of Mailcow holds ${columnBytes}. Split the group into groups of groups, each with an alias of its own.`,
    )
  }
  return goto
}

function checkMember(text: string): string {
  const member = toWireAddress(text)
  if (!/.@./.test(member) || breaking.test(member)) {
    throw refuse(`the member "${readable(text)}" is not an address.`)
  }
  return member
}

function checkComment(which: 'private' | 'public', comment: string, limit: number): string {
  const bytes = Buffer.byteLength(comment)
  if (bytes > limit) {
    throw refuse(`the ${which} comment takes ${bytes} bytes, and Mailcow allows ${limit} here. Shorten it.`)
  }
  return comment
}
