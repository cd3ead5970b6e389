/** People's words for what Mailcow answers in codes: what is wrong, then what to do. */
export const wordsOf: ReadonlyMap<string, string> = new Map([
  ['access_denied', 'the alias or its domain does not exist, or the key did not reach Mailcow'],
  ['alias_empty', 'the address is empty'],
  ['alias_goto_identical', 'the alias would point to itself; the member was left out'],
  ['alias_invalid', 'no such alias any more, or its address is not valid'],
  ['comment_too_long', 'a comment is longer than 160 bytes; shorten it'],
  ['domain_not_found', 'Mailcow does not have this domain; add it there or choose another'],
  ['goto_empty', 'no members are left; deactivate or delete the alias instead'],
  [
    'goto_invalid',
    'Mailcow takes this member for no valid address and left it out; correct it in the directory',
  ],
  [
    'is_alias_or_mailbox',
    'the address exists already, as an alias or a mailbox; choose another or adopt the alias',
  ],
  ['is_spam_alias', 'the address is in use as a temporary alias of a mailbox; choose another'],
  ['max_alias_exceeded', 'the domain has reached its limit of aliases; raise it in Mailcow'],
])
