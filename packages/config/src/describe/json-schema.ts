import { toJsonSchema } from '@valibot/to-json-schema'
import { settingsSchema } from '../schema/schema.ts'
import { describeSettings, type SettingDescription } from './describe.ts'

/**
 * The environment variables as a JSON schema (draft 2020-12). Values are strings, as in an environment; a secret can be
 * replaced by the variable that names its file. Ranges and placeholders are checked on loading only.
 */
export function settingsJsonSchema(): object {
  const settings = describeSettings()
  const { properties = {} } = toJsonSchema(settingsSchema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
    ignoreActions: ['metadata'],
  })
  const required = settings.filter((setting) => setting.required)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of Cowherd',
    type: 'object',
    properties: Object.fromEntries(
      settings.flatMap((setting) => [
        [setting.name, withText(setting, properties[setting.name])],
        ...(setting.fileName === undefined ? [] : [[setting.fileName, fileProperty(setting)]]),
      ]),
    ),
    required: required.filter(({ fileName }) => fileName === undefined).map(({ name }) => name),
    allOf: required
      .filter(({ fileName }) => fileName !== undefined)
      .map(({ name, fileName }) => ({ oneOf: [{ required: [name] }, { required: [fileName] }] })),
  }
}

function withText(setting: SettingDescription, converted: object | boolean | undefined): object {
  const { default: plainDefault, ...shape } = Object(converted)
  const unset = setting.required ? '' : ` Default: ${setting.default}.`
  return {
    ...shape,
    ...(plainDefault === setting.default ? { default: plainDefault } : {}),
    description: `${setting.description} Value: ${setting.type}.${unset}`,
  }
}

function fileProperty(setting: SettingDescription): object {
  return { type: 'string', description: `Path of a file that holds ${setting.name}.` }
}
