import type { Sides } from '../run/context.ts'
import type { PhaseClock } from './clock.ts'

/** The same sides, whose requests a clock counts for the phases of a run. */
export function withPhases(sides: Sides, { during }: Pick<PhaseClock, 'during'>): Sides {
  const { source, target, writer, pieces } = sides
  return {
    ...sides,
    source: {
      readDirectory: (progress) => during('read', () => source.readDirectory(progress)),
      missingGroups: (ids) => during('read', () => source.missingGroups(ids)),
    },
    target: {
      readState: (progress) => during('read', () => target.readState(progress)),
      // Single aliases are looked at by this way around a write alone.
      readAlias: (id) => during('verify', () => target.readAlias(id)),
      findAlias: (address) => during('verify', () => target.findAlias(address)),
    },
    writer: {
      create: (content) => during('apply', () => writer.create(content)),
      update: (id, patch) => during('apply', () => writer.update(id, patch)),
      delete: (id) => during('apply', () => writer.delete(id)),
    },
    pieces: {
      source: {
        readDirectory: (progress) => during('read', () => pieces.source.readDirectory(progress)),
        readGroups: (ids) => during('read', () => pieces.source.readGroups(ids)),
        groupsOfUser: (id) => during('read', () => pieces.source.groupsOfUser(id)),
      },
      target: {
        readAlias: (id) => during('read', () => pieces.target.readAlias(id)),
        findAlias: (address) => during('read', () => pieces.target.findAlias(address)),
        readDomains: () => during('read', () => pieces.target.readDomains()),
        readMailbox: (address) => during('read', () => pieces.target.readMailbox(address)),
      },
    },
  }
}
