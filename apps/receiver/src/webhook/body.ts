/** A body may have so many bytes: the webhooks of our mapping have some five hundred. */
const MOST_BYTES = 64 * 1024

/** Whether a `Content-Type` is JSON (RFC 8259, RFC 6839 section 3.1), whatever its parameters. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')
}

/** Reads a body as UTF-8 and never holds more of it than is allowed. */
export async function readBody(
  request: Request,
): Promise<{ readonly text: string } | 'too-large' | 'broken-off'> {
  const length = request.headers.get('Content-Length')
  if (Number(length ?? 0) > MOST_BYTES) return 'too-large'
  try {
    // HTTP keeps a body to the length it told, and reading it whole is twice as fast as in pieces.
    const bytes = length === null ? await readChunks(request) : await request.arrayBuffer()
    if (bytes.byteLength > MOST_BYTES) return 'too-large'
    return { text: new TextDecoder().decode(bytes) }
  } catch {
    return 'broken-off'
  }
}

/** All bytes, or the first that are too many. */
async function readChunks(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MOST_BYTES) break
  }
  return Buffer.concat(chunks)
}
