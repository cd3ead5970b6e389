import type { AddressTemplate, Part, Placeholder } from '@cowherd/rules'
import { normaliseAddress, normaliseDomain, normaliseLocalPart } from '../address/address.ts'
import { attributeAt } from './pattern.ts'

/** What a template's placeholders stand for. */
export interface TemplateValues {
  readonly placeholders: Readonly<Partial<Record<Placeholder, string>>>
  readonly attributes: Readonly<Record<string, unknown>>
}

/** What a template yields. */
export interface Filled {
  /** A domain that is undefined is still to be chosen. */
  readonly addresses: readonly FilledAddress[]
  /** Values that make no address, in people's words. */
  readonly problems: readonly string[]
}

/** An address without its domain, or a whole one. */
export interface FilledAddress {
  /** Empty for a catch-all. */
  readonly localPart: string
  readonly domain: string | undefined
  /** It follows from a mere name, which claims no role address. */
  readonly isFromName: boolean
}

/** Most addresses that one template may yield: attributes that hold lists multiply. */
const addressesMax = 100

/** Puts values into a template. An attribute or a name that is not there yields no address; a value that fits nowhere is a problem. */
export function fillTemplate(template: AddressTemplate, values: TemplateValues): Filled {
  const problems: string[] = []
  const texts = (parts: readonly Part[]) => combine(parts.map((part) => textsOf(part, values, problems)))
  const locals = texts(template.local)
  const domains = template.domain && texts(template.domain)
  const isFromName = template.local.some((part) => 'placeholder' in part)
  const isWhole = template.domain === undefined && template.local.length === 1
  const addresses = (domains ?? [undefined]).flatMap((domain) =>
    locals.flatMap((local): FilledAddress[] => {
      if (isWhole && local.includes('@')) {
        const address = normaliseAddress(local)
        if (address === undefined) return refuse(local)
        const at = address.lastIndexOf('@')
        return [{ localPart: address.slice(0, at), domain: address.slice(at + 1), isFromName }]
      }
      const localPart = template.local.length === 0 ? '' : normaliseLocalPart(local)
      const fullDomain = domain === undefined ? undefined : normaliseDomain(domain)
      if (localPart === undefined || (domain !== undefined && fullDomain === undefined)) {
        return refuse(domain === undefined ? local : `${local}@${domain}`)
      }
      return [{ localPart, domain: fullDomain, isFromName }]
    }),
  )
  return { addresses: addresses.slice(0, addressesMax), problems }

  function refuse(text: string): [] {
    problems.push(
      `the address "${template.written}" makes ${JSON.stringify(text)}, which is no valid address`,
    )
    return []
  }
}

function textsOf(part: Part, { placeholders, attributes }: TemplateValues, problems: string[]): string[] {
  if ('text' in part) return [part.text]
  if ('placeholder' in part) {
    const value = placeholders[part.placeholder]
    return value === undefined || value === '' ? [] : [value]
  }
  const value = attributeAt(attributes, part.attribute)
  if (value === undefined || value === null || value === '') return []
  const items: unknown[] = Array.isArray(value) ? value : [value]
  return items.flatMap((item) => {
    if (typeof item === 'string' || typeof item === 'number') return [String(item).trim()]
    problems.push(`the attribute ${part.attribute.join('.')} must be a text or a list of texts`)
    return []
  })
}

/** Every way to choose one text from each list, joined. */
function combine(lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (heads, list) => heads.flatMap((head) => list.map((text) => head + text)).slice(0, addressesMax),
    [''],
  )
}
