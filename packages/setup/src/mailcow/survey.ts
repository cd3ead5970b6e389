import type { TargetState } from '@cowherd/plan'
import type { KeyAccess, SogoState } from './access.ts'

/** A mail domain as an admin looks at it. */
export interface SurveyedDomain {
  /** In punycode. */
  readonly name: string
  readonly active: boolean
  /** Mail for some recipients is passed on to another server. */
  readonly relay: boolean
  readonly mailboxes: number
  readonly aliases: number
  /** How many aliases may still be added; may be negative. */
  readonly aliasesLeft: number
}

/** What a Mailcow server is like, as far as it matters before the first run. */
export interface MailcowSurvey {
  readonly access: KeyAccess
  readonly sogo: SogoState
  readonly domains: readonly SurveyedDomain[]
  readonly mailboxes: number
  readonly aliases: number
  /** What is to be known or done, in people's words; the most important first. */
  readonly remarks: readonly string[]
  /** The domain that Cowherd is to have: the one asked for, or the only one there is. */
  readonly domain: string | undefined
  /** Cowherd can change aliases of the domain, as far as can be told. */
  readonly ready: boolean
}

/** Mailcow's rebuild of SOGo's view takes so long for a mailbox, in milliseconds: 4.6 s were measured with a thousand. */
const rebuildMsPerMailbox = 4.6

/**
 * Puts together what was found out. Pure.
 *
 * @param wantedDomain COWHERD_DOMAIN in punycode
 */
export function surveyMailcow(
  state: Pick<TargetState, 'domains' | 'mailboxes' | 'aliases'>,
  { access, sogo, wantedDomain }: SurveyInput,
): MailcowSurvey {
  const domains = state.domains.map((domain) => {
    const inDomain = ({ address }: { readonly address: string }) => address.endsWith(`@${domain.name}`)
    return {
      ...domain,
      mailboxes: state.mailboxes.filter(inDomain).length,
      aliases: state.aliases.filter(inDomain).length,
    }
  })
  const [only, ...others] = domains.filter(({ active }) => active)
  const domain = wantedDomain ?? (others.length === 0 ? only?.name : undefined)
  const chosen = domains.find(({ name }) => name === domain)
  return {
    ...{ access, sogo, domains, domain },
    mailboxes: state.mailboxes.length,
    aliases: state.aliases.length,
    ready: access !== 'read-only' && chosen?.active === true && chosen.aliasesLeft > 0,
    remarks: [
      ...accessRemarks(access),
      ...domainRemarks(domains, domain),
      ...sogoRemarks(sogo, state.mailboxes.length),
    ],
  }
}

/** What the reading of the lists does not tell. */
export interface SurveyInput {
  readonly access: KeyAccess
  readonly sogo: SogoState
  readonly wantedDomain: string | undefined
}

function accessRemarks(access: KeyAccess): string[] {
  if (access === 'read-write') return []
  return access === 'read-only'
    ? [
        'The key may only read: enough to plan, not to change aliases. Use the key of the read-write access (Mailcow: System > Configuration > Access > API).',
      ]
    : ['Whether the key may write cannot be told with this version of Mailcow; the first sync will show it.']
}

function domainRemarks(domains: readonly SurveyedDomain[], wanted: string | undefined): string[] {
  if (domains.length === 0) return ['Mailcow serves no domain yet: add one under E-Mail > Configuration.']
  if (wanted === undefined) return ['Mailcow serves several domains: choose one as COWHERD_DOMAIN.']
  const domain = domains.find(({ name }) => name === wanted)
  if (!domain)
    return [`Mailcow does not serve ${wanted}: correct COWHERD_DOMAIN, or add the domain to Mailcow.`]
  const remarks: string[] = []
  if (!domain.active) remarks.push(`The domain ${wanted} is not active in Mailcow.`)
  if (domain.relay) {
    remarks.push(
      `Mailcow passes mail of ${wanted} on to another server: members without a mailbox here stay in the lists.`,
    )
  }
  if (domain.aliasesLeft <= 0) {
    remarks.push(
      `The domain ${wanted} may have no more aliases: raise its limit in Mailcow (E-Mail > Configuration > Domains).`,
    )
  }
  return remarks
}

function sogoRemarks(sogo: SogoState, mailboxes: number): string[] {
  if (sogo !== 'running') return []
  const seconds = Math.max(0.1, (mailboxes * rebuildMsPerMailbox) / 1000).toFixed(1)
  return [
    `SOGo's container runs: unless mailcow.conf says SKIP_SOGO=y, Mailcow refreshes its address book at every change of an alias. With as many mailboxes as here, one change of a list with a member outside Mailcow takes about ${seconds} s; COWHERD_SOGO_VISIBLE=0 makes that short, SKIP_SOGO=y shortest.`,
  ]
}
