import { count, type Paint } from '../../render/style.ts'
import type { DemoDocument } from '../document.ts'
import type { Stage } from '../stage/stage.ts'
import { wrap } from './wrap.ts'

/** What Cowherd is, its words, what was started and where to look. */
export function openingLines(stage: Stage, company: DemoDocument['company'], paint: Paint): string[] {
  const word = (name: string, meaning: string) =>
    `  ${paint('bold', name.padEnd(7))}${wrap(meaning, '', ' '.repeat(9), 90)}`
  const { authentikUrl, mailcowUrl } = stage
  return [
    wrap(
      `Cowherd keeps the mail aliases of a Mailcow server equal to the groups of an Authentik directory. Here both servers are simulated, filled with an invented company, ${stage.company.name}; Cowherd itself is the real one, and talks to them over HTTP.`,
      '',
    ),
    '',
    word('group', 'people in Authentik, such as a team; a group in a group brings its people along'),
    word('alias', `an address in Mailcow that passes mail on to members: firmware@${stage.company.domain}`),
    word('plan', 'the changes that would make the aliases equal to the groups; sync makes them'),
    word('held', 'a change that takes suspiciously much away: it waits until a person approves it'),
    '',
    `  Authentik  ${paint('cyan', authentikUrl)}`,
    wrap(
      `${count(company.users, 'user')} (${company.inactive} of them left, ${count(company.serviceAccounts, 'service account')}), ${count(company.groups, 'group')} nested in up to ${company.groupLevels} levels`,
      '    ',
    ),
    `  Mailcow    ${paint('cyan', mailcowUrl)}`,
    `    ${count(company.mailboxes, 'mailbox', 'mailboxes')}, ${count(company.handMadeAliases, 'alias', 'aliases')} that people made by hand; look at them all with:`,
    paint('dim', `    ${listCommand(stage)}`),
  ]
}

/** A command line that shows all aliases of the simulated Mailcow. */
function listCommand({ mailcow, mailcowUrl }: Pick<Stage, 'mailcow' | 'mailcowUrl'>): string {
  return `curl -s -H 'X-API-Key: ${mailcow.keys.readWrite}' ${mailcowUrl}/api/v1/get/alias/all`
}
