import type { ConsoleModel, HistoryEntry } from '@cowherd/console'

/** A look at two servers and an entry of the history, of which every word is the same. */
export function lookOfWords(word: string): { readonly model: ConsoleModel; readonly entry: HistoryEntry } {
  const group = { id: 'g', name: word }
  const conflict = { code: 'not-ours', address: word, group, reason: word, fix: word }
  const member = { address: word, username: word, name: word, path: [word, word], addedBy: undefined }
  const row = {
    id: 1,
    name: word,
    username: word,
    email: word,
    active: true,
    serviceAccount: false,
    lists: 1,
  }
  const belonging = {
    key: word,
    group,
    address: word,
    path: [word],
    addedBy: undefined,
    state: 'held',
    delivered: false,
  }
  const change = {
    ...{ action: 'update', address: word, group, reason: word, rule: word, add: [word], remove: [word] },
    ...{ before: undefined, after: undefined },
  }
  const held = [{ change, reasons: [{ code: 'member-loss', message: word }], part: undefined }]

  const model = {
    ...{ takenAt: 0, milliseconds: 0 },
    counts: { aliases: { held: 1 }, owned: 1, people: 1, groups: 1 },
    plan: { changes: [], held, approval: word, conflicts: [conflict] },
    aliases: [{ key: word, address: word, group, rule: word, state: 'held', members: 1 }],
    people: [row],
    groups: {
      nodes: new Map([
        ['g', { id: 'g', name: word, parents: ['g'], children: ['g'], direct: 1, keys: [word] }],
      ]),
      roots: ['g'],
    },
    alias: () => ({
      ...{
        group,
        address: word,
        alias: undefined,
        rule: word,
        marker: undefined,
        owners: [word],
        state: 'held',
      },
      ...{
        why: word,
        members: [member],
        leftOut: [{ ...member, email: word, reason: word }],
        senders: undefined,
      },
      ...{ changes: [change], held, conflict },
    }),
    person: () => ({
      ...{ row, lists: [belonging], leftOut: [{ ...belonging, reason: word }] },
      ...{ withoutAlias: [{ group, reason: word }], otherAliases: [word] },
    }),
    directMembers: () => [row],
  } as unknown as ConsoleModel

  const entry = {
    ...{ time: word, action: word, address: word, cause: word, about: [word, 'group-g', 'user-1'] },
    ...{ by: word, detail: word, added: [word], removed: [word] },
  }
  return { model, entry }
}
