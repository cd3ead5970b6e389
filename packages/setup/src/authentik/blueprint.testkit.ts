import { readFileSync } from 'node:fs'
import { type CollectionTag, parse, Scalar, type ScalarTag, YAMLSeq } from 'yaml'

const file = new URL('../../../../infra/authentik/cowherd.blueprint.yaml', import.meta.url)

/** One entry of a blueprint with its tags resolved; a `!KeyOf` is `{ref: id}`. */
export interface BlueprintEntry {
  readonly model: string
  readonly id?: string
  readonly conditions?: readonly boolean[]
  readonly identifiers: Readonly<Record<string, unknown>>
  readonly attrs?: Readonly<Record<string, unknown>>
}

type Variables = Readonly<Record<string, string>>

/**
 * The entries that our blueprint makes, as Authentik resolves its tags, for these variables of the environment.
 *
 * @param context of the blueprint's instance, which comes before the environment
 */
export function readBlueprint(env: Variables, context: Variables = {}): BlueprintEntry[] {
  const text = readFileSync(file, 'utf8')
  const values = new Map<string, unknown>()
  const document = parse(text, { customTags: tagsOf(env, values) }) as {
    version: number
    context: Readonly<Record<string, unknown>>
    entries: BlueprintEntry[]
  }
  if (document.version !== 1) throw new Error('an unknown version of blueprints')
  for (const [name, value] of Object.entries({ ...document.context, ...context })) values.set(name, value)
  const { entries } = parse(text, { customTags: tagsOf(env, values) }) as { entries: BlueprintEntry[] }
  return entries.filter(({ conditions = [] }) => conditions.every((condition) => condition))
}

/** The tags that the blueprint uses: environment, context, formats, conditions and references. */
function tagsOf(env: Variables, context: ReadonlyMap<string, unknown>): (ScalarTag | CollectionTag)[] {
  const sequence = (tag: string, resolve: (items: readonly unknown[]) => unknown): CollectionTag => ({
    tag,
    collection: 'seq',
    resolve(seq) {
      if (!(seq instanceof YAMLSeq)) throw new Error(`${tag} needs a list`)
      return new Scalar(resolve(seq.toJSON() as unknown[]))
    },
  })
  return [
    sequence('!Env', ([name, fallback]) => env[String(name)] || (fallback ?? null)),
    sequence('!If', ([condition, yes, no]) => (condition ? yes : no)),
    sequence('!Format', ([format, ...args]) =>
      args.reduce<string>((text, arg) => text.replace('%s', () => String(arg ?? 'None')), String(format)),
    ),
    { tag: '!Context', resolve: (name) => context.get(name) ?? null },
    { tag: '!KeyOf', resolve: (id) => ({ ref: id }) },
  ]
}
