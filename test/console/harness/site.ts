import type { PlanSettings } from '@cowherd/plan'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { freePort } from '../../servers/server.ts'
import type { Cowherd } from '../../service/harness/cowherd.ts'
import { createInstallation, type Installation } from '../../service/harness/installation.ts'
import { createOffice, type Office } from '../../service/harness/office.ts'
import { until } from '../../service/harness/until.ts'

/** A running service with its console, between two simulated servers. */
export interface Site {
  readonly office: Office
  readonly installation: Installation
  readonly cowherd: Cowherd
  /** Where the console is. */
  readonly url: string
  remove(): Promise<void>
}

/** What opens the console, by role. */
export const tokens = {
  operator: 'operator-token-of-the-tests',
  viewer: 'viewer-token-of-the-tests',
} as const

/** Starts a site with a small office whose losses of members are soon held. */
export async function openSite(env: Readonly<Record<string, string>> = {}): Promise<Site> {
  const settings: Partial<PlanSettings> = { groups: 'all' }
  const office = createOffice({ groups: 12, membersPerGroup: 10, settings })
  // People and programs have aliases too; one of them stands where a group wants its own.
  office.mailcow.addAlias({
    address: 'hand@example.org',
    goto: 'person.1@example.org',
    privateComment: 'by hand',
  })
  office.mailcow.addAlias({
    address: 'board@example.org',
    goto: 'person.2@example.org',
    privateComment: 'the board',
  })
  const boss = office.users[3]?.pk ?? 0
  office.authentik.addGroup({ name: 'Board', users: [boss] })
  office.authentik.addGroup({ name: 'Team of one', users: [boss], parents: [office.groups[0] ?? ''] })
  const port = await freePort()
  const installation = await createInstallation({
    ...office,
    env: {
      COWHERD_CONSOLE_LISTEN: `127.0.0.1:${port}`,
      COWHERD_CONSOLE_TOKEN: tokens.operator,
      COWHERD_CONSOLE_VIEWER_TOKEN: tokens.viewer,
      COWHERD_SECOND_LOOK_MS: '60000',
      ...env,
    },
  })
  const { secret, webhookUrl } = installation
  office.authentik.deliverTo(webhookUrl, secret, { timeScale: 0.1 })
  const cowherd = await installation.start('serve')
  await until(
    'the first sweep has put the team of one into its parent',
    () => office.membersOf(0).has(office.users[3]?.email ?? '') && office.membersOf(0).size === 11,
  )
  return {
    ...{ office, installation, cowherd },
    url: `http://127.0.0.1:${port}`,
    async remove() {
      office.authentik.stopWebhooks()
      await installation.remove()
    },
  }
}

/** How a page is looked at. */
export interface Looks {
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
  readonly javaScript?: boolean
}

/** A browser of somebody who has logged in. */
export async function logIn(
  browser: Browser,
  url: string,
  role: keyof typeof tokens,
  { width = 1100, scheme = 'light', javaScript = true }: Looks = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: javaScript,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(40_000)
  await page.goto(url)
  await page.getByLabel('Your name').fill('Anna')
  await page.getByLabel('Token').fill(tokens[role])
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  return { context, page }
}
