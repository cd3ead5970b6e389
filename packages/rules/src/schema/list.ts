import * as v from 'valibot'
import { mustBe } from './reading.ts'

/** One item or a list of at least one; the result is a list. `what` names them: `a mail domain or a list of such`. */
export function oneOrMore<Item extends v.GenericSchema>(what: string, item: Item) {
  return v.pipe(
    v.union([item, listOf(what, item)], mustBe(what)),
    v.transform((value): v.InferOutput<Item>[] => (Array.isArray(value) ? value : [value])),
  )
}

/** A list of at least one item. */
export function listOf<Item extends v.GenericSchema>(what: string, item: Item) {
  return v.pipe(v.array(item, mustBe(what)), v.nonEmpty('must not be an empty list'))
}
