import { isDomainName, splitList, toAscii } from '../address.ts'
import { type Call, createReport } from '../call.ts'
import { ServerFailure } from '../failure.ts'
import { type Input, toInt, toText, trim, type Value } from '../php.ts'
import type { Store } from '../store/store.ts'

/** Carries out `add/alias-domain` for each name of `alias_domain`. */
export function addAliasDomain(call: Call, input: Input): void {
  const { store } = call
  const report = createReport(call, 'add', 'alias_domain', input)
  const targetDomain = toAscii(trim(toText(input.target_domain)))
  if (!call.admin || (isDomainName(targetDomain) && !store.isLocalDomain(targetDomain))) {
    report.danger('access_denied')
    return
  }
  if (!isDomainName(targetDomain)) {
    report.danger('target_domain_invalid')
    return
  }
  for (const name of splitList(toText(input.alias_domain)).filter((part) => part !== '')) {
    const aliasDomain = toAscii(name)
    const refusal = refuse(store, aliasDomain, targetDomain)
    if (refusal) {
      report.danger(refusal)
      continue
    }
    const active = toInt(input.active)
    store.aliasDomains.put(aliasDomain, {
      aliasDomain,
      targetDomain,
      active,
      created: store.now(),
      modified: null,
    })
    report.success(['aliasd_added', aliasDomain])
  }
  report.end()
}

function refuse(store: Store, aliasDomain: string, targetDomain: string): Value | undefined {
  // The server stumbles over a mistake of its own here.
  if (!isDomainName(aliasDomain)) throw new ServerFailure('TypeError', 'Undefined constant "alias_domain"')
  if (aliasDomain === targetDomain) return ['aliasd_targetd_identical', targetDomain]
  const target = store.domains.get(targetDomain)
  if (!target) return ['targetd_not_found', targetDomain]
  if (target.backupmx === 1) return ['targetd_relay_domain', targetDomain]
  return store.isLocalDomain(aliasDomain) ? ['alias_domain_invalid', aliasDomain] : undefined
}
