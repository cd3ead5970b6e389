import type { Part, Placeholder } from '../model/address.ts'
import { readAttributePath } from '../pattern/attribute-path.ts'
import { nearest } from '../schema/nearest.ts'
import type { Reading } from '../schema/reading.ts'

const attributesPrefix = 'attributes.'

/** Takes a text with `{placeholder}`s apart. */
export function readParts(text: string, placeholders: readonly Placeholder[]): Reading<readonly Part[]> {
  const parts: Part[] = []
  // With a group in the pattern, every second piece is what stands in braces.
  for (const [index, piece] of text.split(/\{([^{}]*)\}/).entries()) {
    if (index % 2 === 1) {
      const part = readPlaceholder(piece, placeholders)
      if ('problem' in part) return part
      parts.push(part.value)
    } else if (/[{}]/.test(piece)) {
      return { problem: 'has a brace without its other one' }
    } else if (piece !== '') {
      parts.push({ text: piece })
    }
  }
  return { value: parts }
}

function readPlaceholder(name: string, placeholders: readonly Placeholder[]): Reading<Part> {
  const known = placeholders.find((placeholder) => placeholder === name)
  if (known) return { value: { placeholder: known } }
  if (!name.startsWith(attributesPrefix)) return { problem: unknownPlaceholder(name, placeholders) }
  const path = readAttributePath(name.slice(attributesPrefix.length))
  return 'value' in path
    ? { value: { attribute: path.value } }
    : {
        problem: `has {${name}}, where keys of the attributes with one dot between them should follow attributes.`,
      }
}

function unknownPlaceholder(name: string, placeholders: readonly Placeholder[]): string {
  const guess = nearest(name.trim(), placeholders)
  const names = [...placeholders.map((placeholder) => `{${placeholder}}`), '{attributes.…}']
  return guess
    ? `has the unknown placeholder {${name}}; did you mean {${guess}}?`
    : `has the unknown placeholder {${name}}; here are ${names.join(', ')}`
}
