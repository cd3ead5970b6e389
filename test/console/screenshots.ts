import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createAuthentikSimulator, createMailcowSimulator } from '@cowherd/simulators'
import type { Page } from 'playwright-core'
import { createCompany } from '../../apps/cli/src/demo/company/company.ts'
import { seedAuthentik, seedMailcow } from '../../apps/cli/src/demo/servers/seed.ts'
import { startChromium } from '../servers/chromium.ts'
import { freePort } from '../servers/server.ts'
import { createInstallation } from '../service/harness/installation.ts'
import { defaultSettings } from '../whole/harness/settings.ts'
import { type Looks, logIn, tokens } from './harness/site.ts'

/** Renews the pictures of the console in docs/images, with the demo's company: `npx -y pnpm@12 screenshots`. */
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url))

const company = createCompany()
const authentik = createAuthentikSimulator({ version: '2026.8' })
const mailcow = createMailcowSimulator()
const ids = seedAuthentik(authentik, company)
seedMailcow(mailcow, company)
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const settings = { ...defaultSettings, owner: 'main', domain: company.domain, groups: 'all' } as const
const env = { COWHERD_CONSOLE_LISTEN: `127.0.0.1:${port}`, COWHERD_CONSOLE_TOKEN: tokens.operator }
const installation = await createInstallation({ authentik, mailcow, settings, env })
const browser = await startChromium()
if (!browser) throw new Error('no Chromium is installed')

async function take(
  name: string,
  path: string,
  looks: Looks,
  ready: (page: Page) => Promise<void>,
): Promise<void> {
  if (!browser) return
  const { context, page } = await logIn(browser, url, 'operator', looks)
  await page.goto(url + path)
  await ready(page)
  await page.setViewportSize({ width: looks.width ?? 1100, height: looks.width === undefined ? 700 : 844 })
  await writeFile(`${folder}${name}.png`, await page.screenshot({ animations: 'disabled' }))
  await context.close()
}

const seen = (text: string) => (page: Page) => page.getByText(text).first().waitFor()
try {
  await mkdir(folder, { recursive: true })
  authentik.deliverTo(installation.webhookUrl, installation.secret, { timeScale: 0.1 })
  await installation.start('serve')
  const { context, page } = await logIn(browser, url, 'operator')
  await page
    .getByText('change on the way')
    .or(page.getByText('changes on the way'))
    .first()
    .waitFor({ state: 'detached' })
  const [someone] = ids.users.values()
  const firmware = ids.groups.get('Firmware') ?? ''
  authentik.updateGroup(ids.groups.get('Help Desk') ?? '', { users: someone === undefined ? [] : [someone] })
  await page.goto(`${url}/held`)
  await seen('Approve these changes')(page)
  await context.close()
  const waiting = seen('Changes wait for your word')
  await take('console-overview', '/', {}, waiting)
  await take('console-overview-dark', '/', { scheme: 'dark' }, waiting)
  await take('console-overview-phone', '/', { width: 390 }, waiting)
  await take('console-alias', `/aliases/${firmware}`, {}, seen('Whom it reaches, and why'))
  await take('console-held', '/held', {}, seen('Approve these changes'))
  await take('console-person', `/people/${someone}`, {}, seen('Lists that reach them, and why'))
} finally {
  authentik.stopWebhooks()
  await Promise.all([browser.close(), installation.remove()])
}
