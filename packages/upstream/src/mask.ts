/**
 * Replaces every occurrence of every secret by `***`, also as it stands in a URL, a form or JSON.
 * Secrets shorter than 4 characters are left.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret.length >= 4).flatMap(formsOf)
  // The longest first: one secret may begin with another.
  return forms
    .sort((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replaceAll(form, '***'), text)
}

function formsOf(secret: string): string[] {
  const whole = secret.toWellFormed()
  const encoded = encodeURIComponent(whole)
  return [
    secret,
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    encodeURI(whole),
    new URLSearchParams({ s: whole }).toString().slice('s='.length),
    JSON.stringify(secret).slice(1, -1),
  ]
}
