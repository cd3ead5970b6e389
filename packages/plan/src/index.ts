export type { Alias, AliasDomain, Domain, Flags, Mailbox, TargetState } from './target/model.ts'
