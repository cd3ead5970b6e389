/** How a group comes to be, and who is put in it. */
export interface GroupSpec {
  readonly name: string
  readonly parents?: readonly string[]
  /** So many people have their desk here. */
  readonly staff?: number
  /** So many people of other groups are in it besides. */
  readonly from?: Readonly<Record<string, number>>
  /** Everybody with a desk here has left the company. */
  readonly left?: true
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly superuser?: true
}

const departments: readonly GroupSpec[] = [
  { name: 'Everyone' },
  {
    name: 'Geschäftsführung',
    parents: ['Everyone'],
    staff: 4,
    attributes: { cowherd: { address: 'management' } },
  },
  { name: 'Engineering', parents: ['Everyone'], staff: 2 },
  { name: 'Produktion', parents: ['Everyone'], staff: 2 },
  { name: 'Kunden & Märkte', parents: ['Everyone'], staff: 2 },
  { name: 'Finance', parents: ['Everyone'], staff: 1 },
  { name: 'People & Culture', parents: ['Everyone'], staff: 1 },
]

const teams: readonly GroupSpec[] = [
  { name: 'Firmware', parents: ['Engineering'], staff: 14 },
  { name: 'Optics', parents: ['Engineering'], staff: 12 },
  { name: 'Web Platform', parents: ['Engineering'], staff: 11 },
  { name: 'Qualität & Prüfung', parents: ['Engineering'], staff: 10 },
  { name: 'IT Operations', parents: ['Engineering'], staff: 9 },
  { name: 'Assembly Line 1', parents: ['Produktion'], staff: 21 },
  { name: 'Assembly Line 2', parents: ['Produktion'], staff: 17 },
  { name: 'Warehouse', parents: ['Produktion'], staff: 10 },
  { name: 'Einkauf', parents: ['Produktion'], staff: 8 },
  { name: 'Field Sales', parents: ['Kunden & Märkte'], staff: 13 },
  { name: 'Key Accounts', parents: ['Kunden & Märkte'], staff: 7 },
  { name: 'Help Desk', parents: ['Kunden & Märkte'], staff: 12 },
  { name: 'Events', parents: ['Kunden & Märkte'], staff: 6 },
  { name: 'Accounting', parents: ['Finance'], staff: 9 },
  { name: 'Payroll', parents: ['Finance'], staff: 4 },
  { name: 'Controlling', parents: ['Finance'], staff: 5 },
  { name: 'Recruiting', parents: ['People & Culture'], staff: 6 },
  { name: 'Training', parents: ['People & Culture'], staff: 4 },
]

const projects: readonly GroupSpec[] = [
  { name: 'Project Aurora', parents: ['Firmware', 'Optics'], from: { Firmware: 4, Optics: 4 } },
  { name: 'Project Borealis', parents: ['Web Platform'], from: { 'Web Platform': 5, 'Help Desk': 2 } },
  { name: 'Project Polaris', parents: ['Key Accounts'], from: { 'Key Accounts': 3, 'Field Sales': 3 } },
  { name: 'Lager-Automatik', parents: ['Warehouse'], from: { Warehouse: 5, Firmware: 2 } },
  { name: 'ERP Move', parents: ['Accounting'], from: { Accounting: 5 } },
]

/** What every grown directory has somewhere. */
const troubles: readonly GroupSpec[] = [
  { name: 'Trade Fair 2027', parents: ['Events'], from: { Events: 4, 'Field Sales': 3 } },
  { name: 'Trade-Fair 2027', parents: ['Events'], from: { Events: 3 } },
  { name: 'Sales', parents: ['Kunden & Märkte'], from: { 'Field Sales': 6 } },
  { name: 'postmaster', from: { 'IT Operations': 2 } },
  { name: 'Domain Admins', from: { 'IT Operations': 3 }, superuser: true },
  { name: 'VPN Users', from: { Firmware: 9, 'Field Sales': 9 }, attributes: { cowherd: { enabled: false } } },
  { name: 'Emergency Crew', parents: ['On-Call Rota'], from: { Warehouse: 3 } },
  { name: 'On-Call Rota', parents: ['Emergency Crew'], from: { 'IT Operations': 4 } },
  { name: 'Betriebsrat', from: { 'Assembly Line 1': 3, Accounting: 2 } },
  { name: 'Reception', from: { Recruiting: 2 } },
  { name: 'First Aiders', from: { 'Assembly Line 1': 3, 'Assembly Line 2': 3, Optics: 2 } },
  { name: 'Interns 2025', staff: 3, left: true },
  { name: '🚴🌈', from: { Firmware: 2, Events: 2, Einkauf: 2 } },
]

/** Company, departments, teams and projects, each nested in the one before, and what else there is. */
export const groupSpecs: readonly GroupSpec[] = [...departments, ...teams, ...projects, ...troubles]
