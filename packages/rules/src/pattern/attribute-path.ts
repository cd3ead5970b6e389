import type { AttributePath } from '../model/pattern.ts'
import type { Reading } from '../schema/reading.ts'

/** Reads a dotted path into attributes: `mail.kind`. */
export function readAttributePath(text: string): Reading<AttributePath> {
  const path = text.split('.')
  return path.some((key) => key.trim() === '' || key !== key.trim())
    ? { problem: 'is no path: write the keys that lead to the attribute with one dot between them' }
    : { value: path }
}
