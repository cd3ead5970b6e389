import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeSettings } from '../describe/describe.ts'
import { showSettings } from '../describe/show.ts'
import type { Environment, Settings } from '../settings.ts'
import { SettingsError } from './error.ts'
import { exampleEnvironment, memoryFiles } from './example.ts'
import { loadSettings } from './load.ts'

const settings = describeSettings()
const names = settings.flatMap(({ name, fileName }) => [name, fileName ?? `${name}_FILE`])

const anyName = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  fc.constantFrom(
    ...names.map((name) => `COWHERD_${name}`),
    'HOME',
    'XDG_STATE_HOME',
    '__proto__',
    'constructor',
  ),
  fc.string().map((text) => `COWHERD_${text}`),
  fc.string({ unit: 'binary' }),
)
const anyValue = fc.option(
  fc.oneof(
    fc.constantFrom(
      '0',
      '1',
      'all',
      'sync',
      '7',
      '  ',
      '/file',
      '/missing',
      '"x"',
      'http://a',
      'https://a:b@c',
    ),
    fc.constantFrom(...Object.values(exampleEnvironment)),
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withQueryParameters: true }),
    fc.domain(),
    fc.integer().map(String),
  ),
  { nil: undefined },
)
const anything = fc.dictionary(anyName, anyValue, { maxKeys: 12 })

/** An environment that loads. */
const sound = fc
  .record(
    {
      AK_BASE: fc.webUrl({ validSchemes: ['http', 'https'] }),
      MAILCOW_VERIFY_SSL: fc.constantFrom('yes', 'Off', '0', ' '),
      COWHERD_DOMAIN: fc.domain(),
      COWHERD_GROUPS: fc.constantFrom('all', 'opt-in', ''),
      COWHERD_INCLUDE: fc.array(fc.stringMatching(/^[a-z{*, ]{1,6}x$/)).map((globs) => globs.join(',')),
      COWHERD_MAX_MEMBER_LOSS: fc.integer({ min: 0, max: 100 }).map(String),
      HOME: fc.constantFrom('/home/me', ''),
    },
    { requiredKeys: [] },
  )
  .map((extra): Environment => ({ ...exampleEnvironment, ...extra }))

const environment: fc.Arbitrary<Environment> = fc.oneof(
  sound,
  anything,
  fc.tuple(sound, anything).map(([base, extra]) => ({ ...base, ...extra })),
)

/** What loading gives: settings, or the one error that it may throw. Any other error fails the test. */
function outcome(env: Environment, file = 'f1leC0ntent'): Settings | SettingsError {
  try {
    return loadSettings(env, memoryFiles({ '/file': file }))
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
}

describe('for any environment', () => {
  test('loading gives settings or an error that names at least one variable', () => {
    const counts = { loaded: 0, refused: 0 }
    fc.assert(
      fc.property(environment, (env) => {
        const result = outcome(env)
        if (!(result instanceof SettingsError)) {
          counts.loaded += 1
          return
        }
        counts.refused += 1
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { setting } of result.problems) {
          expect(names.includes(setting) || setting.startsWith('COWHERD_')).toBe(true)
          expect(result.message).toContain(`- ${setting} `)
        }
      }),
      { numRuns: 1500 },
    )
    expect(Math.min(counts.loaded, counts.refused)).toBeGreaterThan(150)
  })

  test('the order of variables changes nothing', () => {
    const shuffled = environment.chain((env) => {
      const keys = Object.keys(env)
      return fc.tuple(fc.constant(env), fc.shuffledSubarray(keys, { minLength: keys.length }))
    })
    fc.assert(
      fc.property(shuffled, ([env, order]) => {
        const one = outcome(env)
        const other = outcome(Object.fromEntries(order.map((key) => [key, env[key]])))
        expect(other).toEqual(one)
        expect(String(other)).toBe(String(one))
      }),
    )
  })

  test('what is shown, set as it is shown, gives the same settings', () => {
    fc.assert(
      fc.property(sound, (env) => {
        const result = loadSettings(env, memoryFiles())
        const shown = showSettings(result, env).map(({ name, value }) => [
          name,
          value === 'unset' ? '' : value,
        ])
        const { AK_TOKEN, MAILCOW_API_KEY } = exampleEnvironment
        expect(outcome({ ...Object.fromEntries(shown), AK_TOKEN, MAILCOW_API_KEY })).toEqual(result)
      }),
    )
  })
})

describe('for any secret, wherever it is put', () => {
  /** Long and unlike any word, so that it stands in a text only if it was put there. */
  const secret = fc.stringMatching(/^q[A-Za-z0-9]{11,40}Z$/)
  const spoilt = fc.constantFrom(
    (text: string) => text,
    (text: string) => `"${text}"`,
    (text: string) => `<${text}>`,
    (text: string) => `Bearer ${text}`,
    (text: string) => `${text}\u00e9`,
  )
  const textOf = (error: SettingsError) => `${error} ${error.stack} ${JSON.stringify(error)}`

  test('it stands in no error, no warning and nothing that is shown', () => {
    const counts = { loaded: 0, refused: 0 }
    const secrets = fc.constantFrom('AK_TOKEN', 'MAILCOW_API_KEY')
    fc.assert(
      fc.property(environment, secret, spoilt, secrets, fc.boolean(), (base, hidden, spoil, name, inFile) => {
        const text = spoil(hidden)
        const [value, path] = inFile ? [undefined, '/file'] : [text, undefined]
        const env = { ...base, [name]: value, [`${name}_FILE`]: path }
        const result = outcome(env, text)
        if (result instanceof SettingsError) {
          counts.refused += 1
          expect(textOf(result)).not.toContain(hidden)
        } else {
          counts.loaded += 1
          expect(JSON.stringify([showSettings(result, env), result.warnings])).not.toContain(hidden)
        }
      }),
      { numRuns: 1000 },
    )
    expect(Math.min(counts.loaded, counts.refused)).toBeGreaterThan(30)
  })

  test('it stands in no error where it was put into the wrong variable', () => {
    const paths = ['COWHERD_CA_FILE', 'COWHERD_DATA_DIR']
    const wrong = fc.constantFrom(...names.filter((name) => !paths.includes(name)), 'COWHERD_TOKEN')
    const address = fc.constantFrom(
      (text: string) => `https://user:${text}@example.com`,
      (text: string) => `https://example.com/?key=${text}`,
      (text: string) => text,
    )
    let refused = 0
    fc.assert(
      fc.property(sound, secret, wrong, address, (base, hidden, name, within) => {
        const text = name.startsWith('AK_') || name.startsWith('MAILCOW_') ? within(hidden) : hidden
        fc.pre(!(name.endsWith('_FILE') && text !== hidden))
        const result = outcome({ ...base, [name]: text })
        if (!(result instanceof SettingsError)) return
        refused += 1
        expect(textOf(result)).not.toContain(hidden)
      }),
      { numRuns: 1000 },
    )
    expect(refused).toBeGreaterThan(300)
  })
})
