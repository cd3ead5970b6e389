import type { Change } from '@cowherd/plan'
import type { ChangeResult } from '../apply/result.ts'

/** Is told of every change as it is made. No function throws: whoever cannot write it down sees to that itself. */
export interface ChangeRecorder {
  /** Just before anything is sent. */
  begin(change: Change): void
  /** Once it is known what became of a change; also of those that were never begun. */
  settled(result: ChangeResult): void
  /** A person's word was taken for what was held. */
  approved(digest: string): void
  /** Resolves once everything told so far is on the disk, with true, or cannot be brought there, with false. */
  flush(): Promise<boolean>
}
