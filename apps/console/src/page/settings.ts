import { html } from 'hono/html'
import type { SettingRow } from '../data/port.ts'
import { text } from '../text/english.ts'
import { type Frame, framed } from './frame.ts'
import type { Html } from './html.ts'
import { table } from './parts.ts'

/** The settings in force. */
export function settingsPage(frame: Frame, settings: readonly SettingRow[]): Html {
  const { columns } = text
  const rows = settings.map(
    ({ name, value, source }) =>
      html`<tr><td><code>${name}</code></td><td>${value === '' ? text.settings.empty : value}</td><td class="wide">${source}</td></tr>`,
  )
  return framed(
    frame,
    text.titles.settings,
    html`<p>${text.settings.intro}</p>${table(text.titles.settings, [columns.setting, columns.value, [columns.source, 'wide']], rows)}`,
  )
}
