import { describeSettings, type SettingDescription } from './describe.ts'

const introduction = `# Settings

Settings are environment variables. An empty one, or one of blanks only, counts as unset. All problems are reported at once,
before any request is made, with exit code 64. \`cowherd config\` shows what is in force and where it came from.

A secret can also come from a file: set the variable with \`_FILE\` at its end, such as \`AK_TOKEN_FILE\`, to the file's path.
A line break at the end of the file does not count. A variable that starts with \`COWHERD_\` and is not listed here is an error.
Plain http to another machine and an unchecked certificate work, with a warning on every run.

This page is generated from the schema in \`packages/config/src/schema\` by \`node packages/config/src/generate.ts\`.
[settings.schema.json](../packages/config/settings.schema.json) is the same as a JSON schema.
`

/** All settings as a Markdown page, one table for each heading. */
export function settingsMarkdown(): string {
  const bySection = Map.groupBy(describeSettings(), ({ section }) => section)
  const tables = [...bySection].map(
    ([section, settings]) => `
## ${section}

| Setting | Meaning | Value | Default |
| --- | --- | --- | --- |
${settings.map(row).join('\n')}
`,
  )
  return introduction + tables.join('')
}

function row(setting: SettingDescription): string {
  const value =
    setting.example === undefined ? setting.type : `${setting.type}, such as \`${setting.example}\``
  const names = [setting.name, setting.fileName]
    .filter((name) => name !== undefined)
    .map((name) => `\`${name}\``)
  return `| ${names.join(' or ')} | ${setting.description} | ${value} | ${setting.required ? '**required**' : setting.default} |`
}
