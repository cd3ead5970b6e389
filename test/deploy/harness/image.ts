import { copyFileSync, cpSync, linkSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { environmentOf, type Instruction, readDockerfile, valuesOf } from './dockerfile.ts'
import { inRoot, run, succeed } from './run.ts'

/** The files of the image, laid out in a folder, and what its Dockerfile says of them. */
export interface Image {
  readonly folder: string
  /** The last stage. */
  readonly stage: readonly Instruction[]
}

/**
 * Does what the Dockerfile does, without a container: runs the build stage's commands, all but the installation of the
 * workspace, and copies what the last stage copies.
 *
 * @param place an empty folder
 */
export async function layOutImage(place: string): Promise<Image> {
  const [build = [], stage = []] = readDockerfile(inRoot('infra/docker/Dockerfile'))
  const built = join(place, 'built')
  mkdirSync(built)
  const commands = valuesOf(build, 'RUN').filter((command) => !command.includes(' install '))
  for (const command of commands) {
    // What the stage makes outside of the source goes into a folder of its own.
    await succeed('sh', ['-c', command.replaceAll(/ (\/\w+)/g, ` ${built}$1`)])
  }
  const folder = join(place, 'image')
  for (const { value, flags } of stage.filter(({ name }) => name === 'COPY')) {
    const [from = '', to = ''] = value.split(' ')
    cpSync(flags['from'] === 'build' ? join(built, from) : inRoot(from), join(folder, to), {
      recursive: true,
    })
  }
  return { folder, stage }
}

/** Adds what the base image has: Node and the system's libraries that it needs. */
export async function addBase({ folder }: Image): Promise<void> {
  const node = join(folder, 'nodejs/bin/node')
  mkdirSync(dirname(node), { recursive: true })
  try {
    linkSync(process.execPath, node)
  } catch {
    cpSync(process.execPath, node)
  }
  const libraries = (await succeed('ldd', [process.execPath])).matchAll(/(\/\S+) \(0x/g)
  for (const [, path = ''] of libraries) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    copyFileSync(path, join(folder, path))
  }
  for (const name of ['proc', 'dev']) mkdirSync(join(folder, name))
}

/** Whether this process may make a container's file system: as root, and where the system lets it. */
export async function canContain(): Promise<boolean> {
  return process.getuid?.() === 0 && (await run('unshare', ['--mount', 'true'])).code === 0
}

/**
 * The command line that runs a program of the image as a container would: the image's files alone and read-only, the
 * data folder writable, as a user without rights, with the image's environment.
 *
 * @param data folder in the place of the image's volume
 * @param settings what goes over the image's environment
 */
export function contained(
  { folder, stage }: Image,
  data: string,
  settings: Readonly<Record<string, string>>,
  command: readonly string[],
): [string, string[]] {
  const [volume = ''] = valuesOf(stage, 'VOLUME')
  const [user = ''] = valuesOf(stage, 'USER')
  const script = `
    set -e
    mount --bind "$1" "$1"
    mount --bind "$2" "$1${volume}"
    mount --rbind /proc "$1/proc"
    mount --rbind /dev "$1/dev"
    mount -o remount,bind,ro "$1"
    shift 2
    exec env -i "$@"`
  const environment = { PATH: '/usr/local/bin', HOME: '/', ...environmentOf(stage), ...settings }
  const pairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  const confined = ['/usr/sbin/chroot', `--userspec=${user}`, '--groups=', folder, ...command]
  return ['unshare', ['--mount', 'sh', '-c', script, 'sh', folder, data, ...pairs, ...confined]]
}
