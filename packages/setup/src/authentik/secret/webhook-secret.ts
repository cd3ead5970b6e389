/** What becomes of the secret that webhooks carry. */
export interface SecretDecision {
  /** What Authentik sends from now on. */
  readonly sent: string
  /** What the receiver is to accept: the value of COWHERD_WEBHOOK_SECRET. */
  readonly accepted: readonly string[]
  readonly phase: /** there was none */
    | 'made'
    /** both sides agree */
    | 'kept'
    /** Authentik sends one that the receiver does not accept: it gets the receiver's */
    | 'corrected'
    /** the receiver is to learn the new one; Authentik still sends the old one */
    | 'begun'
    /** Authentik sends the new one, which the receiver accepts already */
    | 'switched'
}

/** What is known of the secret. */
export interface SecretSituation {
  /** Secrets that the receiver accepts, the one to come first. */
  readonly accepted: readonly string[]
  /** The secret that Authentik sends. */
  readonly sent: string | undefined
  /** The secret is to be changed. */
  readonly rotate: boolean
  /** A new secret. */
  readonly create: () => string
}

/**
 * Decides about the secret. A change takes two turns so that no webhook is refused: first the receiver learns the new secret
 * beside the old one, then Authentik sends it.
 */
export function decideSecret({ accepted, sent, rotate, create }: SecretSituation): SecretDecision {
  const [first] = accepted
  if (sent === undefined) {
    if (first !== undefined) return { sent: first, accepted, phase: 'corrected' }
    const made = create()
    return { sent: made, accepted: [made], phase: 'made' }
  }
  if (first !== undefined && !accepted.includes(sent)) return { sent: first, accepted, phase: 'corrected' }
  if (!rotate) return { sent, accepted: first === undefined ? [sent] : accepted, phase: 'kept' }
  if (first !== undefined && first !== sent) return { sent: first, accepted: [first], phase: 'switched' }
  return { sent, accepted: [create(), sent], phase: 'begun' }
}
