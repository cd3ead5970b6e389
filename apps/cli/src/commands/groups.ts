import { Command } from 'commander'
import { connect } from '../connection/connect.ts'
import { settingsOf } from '../connection/settings.ts'
import { groupsDocument } from '../document/groups.ts'
import { listGroups } from '../explanation/listing.ts'
import { findGroups, unknownName } from '../explanation/subject.ts'
import { takeSurvey } from '../explanation/survey.ts'
import { examples } from '../program/examples.ts'
import type { CommandFactory } from '../program/program.ts'
import { renderGroups } from '../render/groups.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'

/** `cowherd groups`: whom each group's alias reaches, and through which nested group. */
export const groupsCommand: CommandFactory = (io) =>
  new Command('groups')
    .description('show each group with its alias and whom it reaches, nested groups resolved')
    .argument('[group...]', 'only these groups: name, id or alias address')
    .option('--all', 'also show groups that get no alias, and why', false)
    .option('--json', 'print them as one JSON document', false)
    .addHelpText(
      'after',
      examples([
        ['cowherd groups', 'all groups with an alias'],
        ['cowherd groups developers --json', 'one of them, for a program'],
      ]),
    )
    .action(async (names: string[], options: GroupsOptions, command: Command) => {
      const survey = await takeSurvey(connect(settingsOf(command, io), io))
      const listings = listGroups(survey)
      const chosen = new Set(
        names.flatMap((name) => {
          const found = findGroups(survey, name)
          if (found.length > 0) return found
          const known = listings.flatMap(({ group, address }) => [group.name ?? '', address ?? ''])
          throw unknownName(`There is no group "${name}".`, name, known)
        }),
      )
      const asked = names.length > 0 ? listings.filter(({ group }) => chosen.has(group.id)) : listings
      const all = options.all || names.length > 0
      const shown = asked.filter(({ skipped }) => all || skipped === undefined)
      if (options.json) writeJson(io, groupsDocument(shown))
      else {
        const hidden = asked.length - shown.length
        writeText(io.stdout, renderGroups(shown, hidden, createPaint(io.stdout, io.env)))
      }
    })

interface GroupsOptions {
  readonly all: boolean
  readonly json: boolean
}
