import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChromium } from '../servers/chromium.ts'
import { violationsOn } from './harness/axe.ts'
import { logIn, openSite, type Site } from './harness/site.ts'

let browser: Browser | undefined
let site: Site | undefined

beforeAll(async () => {
  browser = await startChromium()
  if (!browser) return
  site = await openSite()
  const { office } = site
  const [first = ''] = office.groups
  office.authentik.updateGroup(first, { users: office.users.slice(0, 2).map(({ pk }) => pk) })
  await site.installation.askForEverything()
})
afterAll(async () => {
  await Promise.all([browser?.close(), site?.remove()])
})

/** The pages, by what stands in their first heading. */
const pages: Readonly<Record<string, (office: Site['office']) => string>> = {
  Overview: () => '/',
  Aliases: () => '/aliases',
  'group-0@example.org': ({ groups }) => `/aliases/${groups[0]}`,
  'board@example.org': () => '/aliases/board@example.org',
  People: () => '/people?search=user',
  'user-3': ({ users }) => `/people/${users[3]?.pk}?list=group-1@example.org`,
  Groups: () => '/groups',
  'group 0': ({ groups }) => `/groups/${groups[0]}`,
  'Held changes': () => '/held',
  Conflicts: () => '/conflicts',
  Activity: () => '/activity',
  Settings: () => '/settings',
}
const looks = [
  ['desktop', 'light', 1280],
  ['desktop', 'dark', 1280],
  ['phone', 'dark', 360],
  ['phone', 'light', 360],
] as const

describe('at desktop and phone width, light and dark', () => {
  let context: BrowserContext | undefined
  let page: Page | undefined
  let failures: string[] = []

  beforeAll(async () => {
    if (!browser || !site) return
    const visit = await logIn(browser, site.url, 'operator')
    context = visit.context
    page = visit.page
    page.on('pageerror', (error) => failures.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text())
    })
    await page
      .getByText(/Both servers were read/)
      .first()
      .waitFor()
    await page.getByRole('link', { name: 'Held changes (1)' }).waitFor()
    await page.getByRole('link', { name: 'Conflicts (1)' }).waitFor()
  })
  afterAll(() => context?.close())

  test.each(Object.keys(pages))(
    '%s is clean for axe, fits its width and breaks no policy',
    async (heading) => {
      if (!page || !site) return
      failures = []
      const path = pages[heading]?.(site.office) ?? ''
      await page.goto(site.url + path)
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      for (const [device, colorScheme, width] of looks) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        const look = `${device}, ${colorScheme}`
        expect([look, await violationsOn(page)]).toEqual([look, []])
        const scrolled = await page.evaluate('document.documentElement.scrollWidth')
        expect([look, Number(scrolled) <= width]).toEqual([look, true])
      }
      expect(failures).toEqual([])
    },
  )
})

test.each([
  ['light', 360],
  ['dark', 1280],
] as const)('the login page is clean for axe, %s at %d pixels', async (scheme, width) => {
  if (!browser || !site) return
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 800 } })
  const page = await context.newPage()
  await page.goto(site.url)
  expect(await violationsOn(page)).toEqual([])
  await context.close()
})

test('every page works without JavaScript, and can be gone through by the keyboard from a link to its content', async () => {
  if (!browser || !site) return
  const { context, page } = await logIn(browser, site.url, 'viewer', { javaScript: false })
  for (const name of ['Aliases', 'People', 'Groups', 'Held changes', 'Conflicts', 'Activity', 'Settings']) {
    await page.getByRole('navigation').getByRole('link', { name }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toBe('Skip to content')
  await context.close()
})

test('an alias says through which groups each member came, and a person why a list does not reach them', async () => {
  if (!browser || !site) return
  const { context, page } = await logIn(browser, site.url, 'viewer')
  const boss = site.office.users[3]
  await page.goto(`${site.url}/aliases/group-0@example.org`)
  const row = page.getByRole('row').filter({ hasText: boss?.email ?? '' })
  await row.getByText('group 0 → Team of one').waitFor()
  await page.goto(`${site.url}/people/${boss?.pk}`)
  await page.getByLabel(/Why are they not in another list/).fill('group-1@example.org')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByText(/group-1@example\.org (does not reach them|reaches them, through group 1)/).waitFor()
  await context.close()
})
