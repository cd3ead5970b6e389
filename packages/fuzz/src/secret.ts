/** Planted where no secret belongs, in forms that JSON, addresses and forms write otherwise: whoever repeats it has leaked it. */
export const SECRET = 'S3cr3t+p&/="7f3a\\'

/** Whether a text repeats the secret or an end of it. */
export function leaks(text: string): boolean {
  return text.includes('S3cr3t') || text.includes('7f3a')
}
