import { transliterate } from 'transliteration'
import { localPartOctetsMax } from '../address/address.ts'

/** German writes an umlaut as two letters; the library's default drops the dots. */
const umlauts = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }

const asciiOnly = /^[\x20-\x7e]*$/

/**
 * The local part that a group's name yields: letters transliterated to ASCII, lower case, anything but letters, digits, `.` and `_`
 * turned to single `-`, at most 64 octets. Undefined where no letter or digit is left (an emoji, say).
 */
export function localPartFromName(name: string): string | undefined {
  const ascii = asciiOnly.test(name) ? name : transliterate(name.normalize('NFC'), { replace: umlauts })
  const slug = ascii
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/-*\.[-.]*/g, '.')
    .replace(/^[-.]/, '')
    .slice(0, localPartOctetsMax)
    .replace(/[-.]$/, '')
  return /[a-z0-9]/.test(slug) ? slug : undefined
}
