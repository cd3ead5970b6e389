import { describeSettings, type SettingDescription } from './describe.ts'

const columns = 100

/** All settings as text for a terminal, at most 100 columns wide, ending without a line break. */
export function settingsHelp(): string {
  const settings = describeSettings()
  const indent = Math.max(...settings.map(({ name }) => name.length)) + 4
  const lines = wrap(
    'Settings are environment variables; an empty one counts as unset. A secret can also come from a file: set its variable with _FILE at the end to the path.',
    columns,
  )
  let section = ''
  for (const setting of settings) {
    if (setting.section !== section) {
      section = setting.section
      lines.push('', section)
    }
    const [first = '', ...rest] = wrap(`${setting.description} ${valueText(setting)}`, columns - indent)
    lines.push(`  ${setting.name}`.padEnd(indent) + first, ...rest.map((line) => ' '.repeat(indent) + line))
  }
  return lines.join('\n')
}

function valueText({ type, fileName, required, default: unset }: SettingDescription): string {
  const value = fileName === undefined ? type : `${type}, also from ${fileName}`
  return `[${value}; ${required ? 'required' : `default: ${unset}`}]`
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
