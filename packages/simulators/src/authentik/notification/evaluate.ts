import type { AuthentikEvent } from '../event/log.ts'
import type { Mapping } from './model.ts'
import { PythonObject, runPython } from './python.ts'

/** An event as mappings see it; that of a test is about nothing and nobody's. */
export interface MappedEvent extends Pick<AuthentikEvent, 'pk' | 'app' | 'created'> {
  readonly action: string
  readonly context: object
  readonly user: object
}

/** What a mapping makes of an event; undefined where it raises or gives no dictionary. */
export function evaluateMapping(
  { expression }: Pick<Mapping, 'expression'>,
  event: MappedEvent,
): Readonly<Record<string, unknown>> | undefined {
  const { pk, action, app, context, user } = event
  const created = new PythonObject({ isoformat: () => event.created.replace('Z', '+00:00') })
  const notification = new PythonObject({
    event: new PythonObject({ pk, action, app, context, user, created }),
    severity: 'notice',
  })
  try {
    const result = runPython(expression, { notification })
    return typeof result === 'object' && result !== null && !(result instanceof PythonObject)
      ? (result as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
