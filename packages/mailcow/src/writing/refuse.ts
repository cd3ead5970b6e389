import { UpstreamError } from '@cowherd/upstream'

/** The error of a write that is refused here, before anything is sent. */
export function refuse(reason: string): UpstreamError {
  return new UpstreamError('target', 'rejected', `Not sent to Mailcow: ${reason}`)
}
