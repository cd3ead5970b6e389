import * as v from 'valibot'
import { flagSettings, ownershipSettings } from './aliases.ts'
import { consoleSettings } from './console.ts'
import { groupSettings } from './groups.ts'
import { runningSettings } from './running.ts'
import { safetySettings } from './safety.ts'
import { authentikSettings, connectionSettings, mailcowSettings } from './servers.ts'
import { serviceSettings } from './service.ts'
import { noticeSettings, telemetrySettings } from './telemetry.ts'

/** The settings under their headings, in the order in which they are shown. */
export const sections = {
  Authentik: authentikSettings,
  Mailcow: mailcowSettings,
  Connections: connectionSettings,
  'Ownership and policy': ownershipSettings,
  'Groups and members': groupSettings,
  'Alias flags': flagSettings,
  Safety: safetySettings,
  Service: serviceSettings,
  Console: consoleSettings,
  Notices: noticeSettings,
  'Log and metrics': telemetrySettings,
  Running: runningSettings,
}

/** All settings: environment variables that are set in, values by name out. */
export const settingsSchema = v.object(
  {
    ...authentikSettings,
    ...mailcowSettings,
    ...connectionSettings,
    ...ownershipSettings,
    ...groupSettings,
    ...flagSettings,
    ...safetySettings,
    ...serviceSettings,
    ...consoleSettings,
    ...noticeSettings,
    ...telemetrySettings,
    ...runningSettings,
  },
  'is required and not set',
)
