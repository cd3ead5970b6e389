import {
  conflictMessages,
  dropMessages,
  failureMessages,
  holdMessages,
  type Message,
  upstreamMessages,
  warningMessages,
} from './messages.ts'

/** All codes with meaning and fix, as a page. */
export function messagesMarkdown(): string {
  return `# Messages

Every conflict, warning, hold and failure has a code that programs can rely on; its text may change. This page is generated from
\`apps/cli/src/reference/messages.ts\` by \`pnpm generate\`.

## Conflicts

\`conflicts[].code\` in a plan: a group does not get the address it wants. The others are not affected. Where the list is frozen (the
first six), additions stop and only leavers are taken out.

${table(conflictMessages)}
## Holds

Why a change in \`held[]\` waits for \`cowherd sync --approve\`. The rest of the plan is made.

${table(holdMessages)}
## Warnings

\`warnings[].code\` in a plan.

${table(warningMessages)}
## Left out members

\`leftOut[].code\` in \`groups\` and \`explain\`. Those that somebody should know of are also warnings of a plan, with \`member-\` before the
code.

${table(dropMessages)}
## Failures of a server

\`error.code\` of a failed command is one of these with \`source-\` (Authentik) or \`target-\` (Mailcow) before it. Exit code 1.

${table(upstreamMessages)}
## Other failures

\`error.code\` of a failed command. Exit code 64 for \`settings\` and \`usage\`, 3 for \`needs-yes\`, else 1.

${table(failureMessages)}`
}

function table(messages: Readonly<Record<string, Message>>): string {
  const rows = Object.entries(messages).map(
    ([code, [meaning, fix]]) => `| \`${code}\` | ${meaning} | ${fix} |`,
  )
  return ['| code | meaning | what to do |', '| --- | --- | --- |', ...rows, ''].join('\n')
}
