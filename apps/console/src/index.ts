export { createOidcLogin, type OidcLogin, type OidcSettings } from './access/oidc.ts'
export type { Tokens } from './access/token.ts'
export { type Console, createConsole } from './console.ts'
export { conflictKey } from './data/conflict.ts'
export type {
  AliasDetail,
  AliasRow,
  Belonging,
  ConsoleModel,
  Counts,
  GroupNode,
  GroupTree,
  ListState,
  PersonDetail,
  PersonRow,
} from './data/model.ts'
export type {
  ActionOutcome,
  AdoptionPreview,
  CheckRow,
  ConsoleActions,
  ConsoleData,
  Health,
  History,
  HistoryEntry,
  HistoryQuery,
  LookState,
  SettingRow,
  Standing,
  Verdict,
  Verdicts,
} from './data/port.ts'
export { runFacts } from './data/run-facts.ts'
export type { ConsoleOptions } from './route/context.ts'
