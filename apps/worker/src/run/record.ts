import type { StoredScope } from '@cowherd/queue'
import type { ChangeRecorder } from '@cowherd/reconcile'

/** Opens what writes down the changes of one run, by what the run is for and its name. */
export type OpenRecorder = (scopes: readonly StoredScope[], run: string) => ChangeRecorder
