export { openAuthentikReader } from './authentik/reader.ts'
export { judgeSetup } from './authentik/setup.ts'
export { judgeToken } from './authentik/token.ts'
export { judgeAuthentikVersion } from './authentik/version.ts'
export { judgeEventLog, judgeVisibility } from './authentik/visibility.ts'
export { type Canary, runCanary } from './canary/canary.ts'
export { judgeCanary } from './canary/judge.ts'
export { testWebhook } from './canary/webhook-test.ts'
export {
  type Check,
  type CheckDefinition,
  type CheckId,
  type CheckState,
  checkTitles,
} from './check/check.ts'
export { examine } from './check/examine.ts'
export { skipped } from './check/verdict.ts'
export { judgeDomains, namedDomains } from './mailcow/domains.ts'
export { judgeOwnership } from './mailcow/ownership.ts'
export { judgeMailcowVersion } from './mailcow/version.ts'
export { judgeAccess } from './mailcow/write.ts'
export { judgeCertificate } from './network/certificate.ts'
export { judgeClock } from './network/clock.ts'
export { judgeName } from './network/name.ts'
export type { Network, ShownCertificate } from './network/network.ts'
export { judgeDurability } from './queue/durability.ts'
export { type Folder, judgeFolder, judgeFolderKind } from './queue/folder.ts'
export { judgeSchedules } from './service/schedules.ts'
export type { ServicePort, ServiceSigns, Watch, Watched } from './service/signs.ts'
export { judgeLastSweep } from './service/sweep.ts'
export { judgeSecret, judgeWebhooks } from './service/webhooks.ts'
export { judgeRules, judgeSettings } from './settings/settings.ts'
