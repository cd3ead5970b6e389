import { readFileSync } from 'node:fs'

/** One instruction of a Dockerfile, its lines joined. */
export interface Instruction {
  /** such as `COPY` */
  readonly name: string
  /** What follows, without flags. */
  readonly value: string
  /** such as `from` of `--from=build` */
  readonly flags: Readonly<Record<string, string>>
}

/** The stages of a Dockerfile, each from its `FROM` on. Reads what ours is written with, not all that there is. */
export function readDockerfile(path: string): Instruction[][] {
  const lines = readFileSync(path, 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '')
  const stages: Instruction[][] = []
  for (const line of lines) {
    const [name = '', ...words] = line.split(' ')
    if (name === 'FROM') stages.push([])
    const first = words.findIndex((word) => !word.startsWith('--'))
    // Options of the program that RUN runs are no flags.
    const flags = words
      .slice(0, first)
      .map((word) => /^--(\w+)=(.*)$/.exec(word))
      .flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? ''] as const] : []))
    stages.at(-1)?.push({ name, value: words.slice(first).join(' '), flags: Object.fromEntries(flags) })
  }
  return stages
}

/** The values of all instructions of one name. */
export function valuesOf(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ value }) => value)
}

/** The variables that a stage sets. */
export function environmentOf(stage: readonly Instruction[]): Record<string, string> {
  return Object.fromEntries(
    valuesOf(stage, 'ENV')
      .flatMap((value) => value.split(' '))
      .map((pair) => pair.split('=', 2)),
  )
}
