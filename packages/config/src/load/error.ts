/** What is wrong with one setting. Never holds a value, only what is wrong with it. */
export interface SettingsProblem {
  /** The environment variable. */
  readonly setting: string
  /** What is wrong, to be read after the setting's name: `is not set`. */
  readonly problem: string
  /** What to do, as a sentence. */
  readonly fix: string
}

/** The settings cannot be used. Holds every problem at once; none of its texts holds a value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly problems: readonly SettingsProblem[]

  constructor(problems: readonly SettingsProblem[]) {
    const lines = problems.map(({ setting, problem, fix }) => `- ${setting} ${problem}. ${fix}`)
    super(
      [`${problems.length === 1 ? 'A setting is' : `${problems.length} settings are`} wrong:`, ...lines].join(
        '\n',
      ),
    )
    this.problems = problems
  }
}
