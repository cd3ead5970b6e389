export { domainOf, localPartOf, normaliseAddress, normaliseDomain } from './address/address.ts'
export type { DesiredAlias } from './desired/desired.ts'
export { type AddedMember, type DropReason, dropTexts, type MemberDecision } from './desired/members.ts'
export {
  type Action,
  type AliasContent,
  type Change,
  type ChangeName,
  changeName,
  type GroupName,
} from './difference/change.ts'
export { contentOf, sameContent } from './difference/content.ts'
export { endHoldChange, handOverChange, holdChange, releaseChange } from './difference/hand.ts'
export { isUrgent } from './difference/order.ts'
export { putBackChange } from './difference/put-back.ts'
export { compareSaved, type Differences } from './difference/restore.ts'
export { changeDocument, type PlanDocument, planDocument, planDocumentSchema } from './document/document.ts'
export { type AliasHold, aliasesOnHold, type HeldStill, holdText } from './holds.ts'
export {
  formatMarker,
  isReleased,
  type Marker,
  onHold,
  ownersIn,
  ownMarker,
  readMarkers,
  withMarker,
  withoutMarker,
} from './marker/marker.ts'
export { localPartFromName } from './naming/local-part.ts'
export type { Conflict, Skipped, Warning } from './notice.ts'
export {
  approvePlan,
  createPlan,
  type DesiredState,
  desireState,
  isApproval,
  type Plan,
  type PlanInput,
  type PlanPart,
} from './plan.ts'
export { dependsOnAncestors } from './rules/match.ts'
export { digest } from './safety/digest.ts'
export { approvalDigest, type Held } from './safety/hold.ts'
export type { HoldCode, HoldReason } from './safety/reason.ts'
export { countRemovals, type Removals } from './safety/removals.ts'
export type { Selection } from './selection/select.ts'
export type { PlanSettings, Policy, Thresholds } from './settings.ts'
export { createLookup } from './target/lookup.ts'
export type { Alias, AliasDomain, Domain, Flags, Mailbox, TargetState } from './target/model.ts'
export { holdings, type OwnedAlias, ownedAliases, unseenOwners } from './target/owned.ts'
