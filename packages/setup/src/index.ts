export { type Administrator, readAdministrator } from './authentik/administrator.ts'
export type { ApiAnswer, SetupApi, WriteMethod } from './authentik/api/api.ts'
export { type AdministratorOptions, createSetupApi } from './authentik/api/http.ts'
export { carryOutSetup, type SetupSettings } from './authentik/carry-out.ts'
export { type Finding, type FindingState, inspectSetup } from './authentik/inspect.ts'
export { applySteps } from './authentik/objects/apply.ts'
export { setupNames } from './authentik/objects/names.ts'
export type { ObjectKey, ObjectKind, WantedSetup } from './authentik/objects/object.ts'
export { findByName } from './authentik/objects/read.ts'
export type { SetupStep } from './authentik/objects/steps.ts'
export { readingPermissions, type SetupOptions, wantedSetup } from './authentik/objects/wanted.ts'
export type { TokenDecision } from './authentik/secret/api-token.ts'
export type { SecretDecision } from './authentik/secret/webhook-secret.ts'
export {
  NoWebhookUrlError,
  planRemoval,
  planSetup,
  type SetupPlan,
  type SetupRequest,
} from './authentik/setup-plan.ts'
export { type TransportTest, testTransport } from './authentik/transport-test.ts'
export {
  type KeyAccess,
  type MailcowAccessOptions,
  readKeyAccess,
  readSogoState,
  type SogoState,
} from './mailcow/access.ts'
export { type MailcowSurvey, type SurveyedDomain, surveyMailcow } from './mailcow/survey.ts'
