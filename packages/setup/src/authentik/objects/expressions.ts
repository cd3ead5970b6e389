/**
 * Authentik's mapping from an event to the body of a webhook, in Python. A test of the transport has no model, no request
 * and no user, which is why they are asked for with `get`.
 */
export const bodyExpression = `event = notification.event
return {
    "version": 1,
    "event": {
        "id": str(event.pk),
        "action": event.action,
        "app": event.app,
        "created": event.created.isoformat(),
    },
    "model": event.context.get("model"),
    "request": event.context.get("http_request"),
    "actor": event.user.get("username"),
}`

/** Authentik's mapping to the headers of a webhook, as a format with `%s` for the secret, as blueprints use it. */
const headersFormat = 'return {"Authorization": "Bearer %s"}'

/**
 * The mapping to the headers for one secret.
 *
 * @throws RangeError for a secret that could end the Python text it stands in
 */
export function headersExpression(secret: string): string {
  if (!/^[\x21-\x7e]+$/.test(secret) || /["\\]/.test(secret)) {
    throw new RangeError('the webhook secret may not hold blanks, double quotes or backslashes')
  }
  return headersFormat.replace('%s', () => secret)
}

/** The secret in a mapping of ours; undefined for any other mapping. */
export function secretIn(expression: string): string | undefined {
  return /^\s*return \{"Authorization": "Bearer ([^"\\\s]+)"\}\s*$/.exec(expression)?.[1]
}
