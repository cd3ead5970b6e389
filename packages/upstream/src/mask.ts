/** Replaces every occurrence of every secret, also percent-encoded, by `***`. Secrets shorter than 4 characters are left. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text
  for (const secret of secrets) {
    if (secret.length < 4) continue
    for (const form of new Set([secret, encodeURIComponent(secret)])) masked = masked.replaceAll(form, '***')
  }
  return masked
}
