export { findCycles } from './cycles.ts'
export { ancestors, directMembers, type EffectiveMember, effectiveMembers } from './membership.ts'
export {
  compareText,
  createDirectory,
  type Directory,
  type Group,
  normaliseGroupId,
  type User,
} from './model.ts'
export { hasGroups, personalGroup, personalGroupId, userOfPersonalGroup } from './personal.ts'
