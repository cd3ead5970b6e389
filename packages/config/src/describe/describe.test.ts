import { describe, expect, test } from 'vitest'
import { settingsSchema } from '../schema/schema.ts'
import { describeSettings } from './describe.ts'
import { settingsHelp } from './help.ts'
import { settingsMarkdown } from './markdown.ts'

const settings = describeSettings()

describe('the description', () => {
  test('has every setting of the schema once', () => {
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(settingsSchema.entries))
  })

  test('has a sentence and a value for each', () => {
    for (const { description, type } of settings) {
      expect(description).toMatch(/^[A-Z].*\.$/)
      expect(type).not.toBe('')
    }
  })

  test('has a default exactly where nothing is required', () => {
    for (const setting of settings) expect(setting.default === '').toBe(setting.required)
    expect(settings.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'AK_BASE',
      'AK_TOKEN',
      'MAILCOW_API_URL',
      'MAILCOW_API_KEY',
      'COWHERD_DOMAIN',
      'COWHERD_OWNER',
    ])
  })

  test('has a file variable for each secret and for nothing else', () => {
    expect(settings.flatMap(({ fileName }) => fileName ?? [])).toEqual([
      'AK_TOKEN_FILE',
      'MAILCOW_API_KEY_FILE',
      'COWHERD_WEBHOOK_SECRET_FILE',
      'COWHERD_QUEUE_URL_FILE',
      'COWHERD_CONSOLE_TOKEN_FILE',
      'COWHERD_CONSOLE_VIEWER_TOKEN_FILE',
      'COWHERD_CONSOLE_OIDC_CLIENT_SECRET_FILE',
      'COWHERD_NOTICE_WEBHOOK_URL_FILE',
      'COWHERD_NOTICE_WEBHOOK_TOKEN_FILE',
      'COWHERD_NOTICE_SMTP_URL_FILE',
    ])
    expect(settings.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
      'AK_TOKEN',
      'MAILCOW_API_KEY',
      'COWHERD_WEBHOOK_SECRET',
      'COWHERD_QUEUE_URL',
      'COWHERD_CONSOLE_TOKEN',
      'COWHERD_CONSOLE_VIEWER_TOKEN',
      'COWHERD_CONSOLE_OIDC_CLIENT_SECRET',
      'COWHERD_NOTICE_WEBHOOK_URL',
      'COWHERD_NOTICE_WEBHOOK_TOKEN',
      'COWHERD_NOTICE_SMTP_URL',
    ])
  })
})

describe('the help text', () => {
  const lines = settingsHelp().split('\n')

  test('fits into 100 columns, without blanks at the ends', () => {
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(100)
      expect(line).toBe(line.trimEnd())
    }
  })

  test('has each setting at the start of a line, its text in one column', () => {
    const column = lines.find((line) => line.startsWith('  AK_BASE '))?.indexOf('Address')
    for (const { name, description } of settings) {
      const line = lines.find((candidate) => candidate.startsWith(`  ${name} `)) ?? ''
      expect(description.startsWith(line.slice(column).slice(0, 10))).toBe(true)
      expect(line.slice(name.length + 2, column).trim()).toBe('')
    }
  })

  test('has default, requirement and file variable', () => {
    const text = settingsHelp().replaceAll(/\s+/g, ' ')
    expect(text).toContain('[a whole number from 1 to 300; default: 15]')
    expect(text).toContain('[a secret, also from AK_TOKEN_FILE; required]')
  })
})

describe('the page', () => {
  const rows = settingsMarkdown()
    .split('\n')
    .filter((line) => line.startsWith('| `'))

  test('has one row of four cells for each setting', () => {
    expect(rows).toHaveLength(settings.length)
    for (const [index, { name }] of settings.entries()) {
      const cells = rows[index]?.split('|') ?? []
      expect(cells).toHaveLength(6)
      expect(cells[1]).toContain(`\`${name}\``)
    }
  })

  test('has defaults, requirements, examples and file variables', () => {
    expect(rows).toContain(
      '| `AK_TOKEN` or `AK_TOKEN_FILE` | API token of an Authentik user who may view all groups and users. | a secret | **required** |',
    )
    expect(rows).toContain(
      '| `COWHERD_EXCLUDE` | Groups with such a name get no alias, even if included. | name globs separated by commas, such as `team-*,sales` | none |',
    )
  })
})
