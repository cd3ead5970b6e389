import type { SettingsIo } from '../settings.ts'

/** The least environment that loads. For tests. */
export const exampleEnvironment = {
  AK_BASE: 'https://auth.example.com',
  AK_TOKEN: 'k3Zr8vQp1LxT',
  MAILCOW_API_URL: 'https://mail.example.com',
  MAILCOW_API_KEY: '4F1A9C-77B2D0',
  COWHERD_DOMAIN: 'example.com',
  COWHERD_OWNER: 'main',
}

/** Files in memory, by path. For tests. */
export function memoryFiles(files: Readonly<Record<string, string>> = {}): SettingsIo {
  return {
    readFile(path) {
      const text = Object.hasOwn(files, path) ? files[path] : undefined
      if (text === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' })
      return text
    },
  }
}
