import { type Settings, SettingsError } from '@cowherd/config'
import type { Network } from '@cowherd/doctor'
import { createSetupApi, type SetupApi } from '@cowherd/setup'
import { Command } from 'commander'
import { environmentOf, settingsOf } from '../connection/settings.ts'
import { doctorDocument } from '../doctor/document.ts'
import { type Examination, examineAll, examineSettings } from '../doctor/examination.ts'
import { createNetwork } from '../doctor/probe/network.ts'
import { renderDoctor } from '../doctor/render.ts'
import { examples } from '../program/examples.ts'
import { exitCodes } from '../program/exit-code.ts'
import type { Io } from '../program/io.ts'
import type { CommandFactory } from '../program/program.ts'
import { writeJson } from '../render/json.ts'
import { createPaint } from '../render/style.ts'
import { writeText } from '../render/text.ts'
import { patienceOf } from '../setup/patience.ts'
import { readSecret } from '../setup/secret-input.ts'
import { createTerminal, type Terminal } from '../setup/terminal.ts'

interface DoctorOptions {
  readonly adminTokenFile?: string
  readonly strict: boolean
  readonly json: boolean
}

/** What the doctor sees of the outside besides what every command has. */
export interface DoctorOutside {
  readonly openTerminal: () => Terminal
  readonly openNetwork: (authorities: string | undefined) => Network
}

/** `cowherd doctor`: whether everything works, and what to do where it does not. */
export const doctorCommand: CommandFactory = (io, exit) =>
  doctorCommandAt({
    openTerminal: () => createTerminal({ input: process.stdin, output: process.stderr }),
    openNetwork: (authorities) => createNetwork({ authorities }),
  })(io, exit)

/** The same with a terminal and a network of one's own. */
export function doctorCommandAt(outside: DoctorOutside): CommandFactory {
  return (io, exit) =>
    new Command('doctor')
      .description('check settings, both servers, queue, service and webhooks; say what to do')
      .option(
        '--admin-token-file <path>',
        "file with an Authentik administrator's API token, - for stdin; for the set-up, the test and the canary",
      )
      .option('--strict', 'exit with 1 for a warning too', false)
      .option('--json', 'print what was found as one JSON document', false)
      .addHelpText('after', `${examples(shown)}${more}`)
      .action(async (options: DoctorOptions, command: Command) => {
        const { checks, canary } = await examination(io, outside, command, options)
        const document = doctorDocument(checks, canary)
        if (options.json) writeJson(io, document)
        else writeText(io.stdout, renderDoctor(document, createPaint(io.stdout, io.env)))
        const bad = document.state === 'problem' || (options.strict && document.state === 'warning')
        exit(bad ? exitCodes.error : exitCodes.done)
      })
}

const shown: Parameters<typeof examples>[0] = [
  ['cowherd doctor', 'beside the running service; changes nothing'],
  ['cowherd doctor --admin-token-file token.txt', 'also proves that webhooks arrive'],
]

const more = `

With an administrator's token it looks at every object of "setup authentik", has Authentik send a test
webhook, and changes an attribute of Cowherd's own group, which has no member but its service account, to
see how soon that is heard. The token is not kept. It ends with 1 where a check has a problem;
docs/doctor.md tells what each means.`

async function examination(
  io: Io,
  { openTerminal, openNetwork }: DoctorOutside,
  command: Command,
  { adminTokenFile }: DoctorOptions,
): Promise<Examination> {
  // Thrown here: a file of --env-file that cannot be read is no setting.
  environmentOf(command, io)
  let settings: Settings
  try {
    // Its warnings are a check here.
    settings = settingsOf(command, { ...io, stderr: { write: () => {} } })
  } catch (error) {
    if (error instanceof SettingsError) return examineSettings(error)
    throw error
  }
  const timing = patienceOf(io, settings)
  const { caFile } = settings
  const network = openNetwork(caFile === undefined ? undefined : io.readFile(caFile))
  let administrator: SetupApi | undefined
  if (adminTokenFile !== undefined) {
    const token = await readSecret(io, openTerminal(), {
      file: adminTokenFile,
      option: '--admin-token-file',
      what: 'API token of an Authentik administrator',
    })
    const fetch = io.createTransport({ caFile, verifyTls: true })
    administrator = createSetupApi({ ...timing, baseUrl: settings.akBase, token, fetch })
  }
  return examineAll(settings, io, { network, timing, administrator })
}
