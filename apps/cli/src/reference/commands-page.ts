import type { Command } from 'commander'
import { everyCommand } from '../program/commands.ts'
import { exitCodes } from '../program/exit-code.ts'
import { allCommands, buildProgram } from '../program/program.ts'
import { commandDocuments } from './documents.ts'
import { neverIo } from './never-io.ts'

/** What exit codes mean. */
const exitCodeTexts: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done, or nothing to do',
  error: 'an error; or an alias that could not be written; or, with `--strict`, conflicts or warnings',
  changes: 'with `plan --detailed-exitcode`: there is something to change or held',
  held: "something waits for a person's word, or writes are paused",
  usage: 'wrong usage or wrong settings, found before any request',
}

/** All commands that do something, with their full names, in order of the help. */
export function leafCommands(): { readonly name: string; readonly command: Command }[] {
  return allCommands(buildProgram(neverIo, () => {}, everyCommand))
    .filter((command) => command.commands.length === 0)
    .map((command) => ({ name: fullName(command), command }))
}

/** The command line as a page. */
export function commandsMarkdown(): string {
  const sections = leafCommands().map(({ name, command }) => section(name, command))
  return `# Commands

\`cowherd [--env-file FILE] COMMAND\`. Settings come from the environment, see [settings](settings.md). With \`--json\` a command prints
one document on stdout and nothing else; its shape is in [json](json), and a failure is [error](json/error.schema.json). Codes are
explained in [messages](messages.md). This page is generated from the commands by \`pnpm generate\`.

| exit code | meaning |
| --- | --- |
${Object.entries(exitCodes)
  .map(([name, code]) => `| ${code} | ${exitCodeTexts[name as keyof typeof exitCodes]} |`)
  .join('\n')}

${sections.join('\n')}`
}

function section(name: string, command: Command): string {
  const documents = (commandDocuments[name] ?? []).map(
    ([document, when]) => `[${document}](json/${document}.schema.json)${when ? ` ${when}` : ''}`,
  )
  const json = documents.length > 0 ? `\nWith \`--json\`: ${documents.join(', ')}.\n` : ''
  return `## cowherd ${name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n${json}`
}

/** The help as a terminal of 100 columns shows it; the list of settings has a page of its own. */
function helpOf(command: Command): string {
  let text = ''
  command
    .configureOutput({
      writeOut: (part) => {
        text += part
      },
      getOutHelpWidth: () => 100,
    })
    .outputHelp()
  const [help = ''] = text.split('\nSettings:\n')
  return help.trim()
}

function fullName(command: Command): string {
  const parent = command.parent
  return parent?.parent ? `${fullName(parent)} ${command.name()}` : command.name()
}
