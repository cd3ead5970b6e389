import type { StoredScope } from '@cowherd/queue'
import type { ChangeRecorder } from '@cowherd/reconcile'

/** Opens what writes down the changes of one run, by what the run is for. */
export type OpenRecorder = (scopes: readonly StoredScope[]) => ChangeRecorder
