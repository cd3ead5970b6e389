/** One metric as it is declared: what is registered and what the reference page tells are made of it. */
export interface MetricDefinition {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly help: string
  /** Names of labels with all the values that they can have: few, and never an id or an address. */
  readonly labels: Readonly<Record<string, readonly string[]>>
  /** Upper bounds of a histogram's buckets. */
  readonly buckets?: readonly number[]
  /** Every combination of labels is there from the start, at 0, so that its first increase is seen. */
  readonly fromStart?: true
}

/** The labels of a metric, each with one of its values. */
export type LabelsOf<D extends MetricDefinition> = {
  readonly [Label in keyof D['labels']]: D['labels'][Label][number]
}

/** Metrics of one topic, by the name that the code gives them. */
export type MetricGroup = Readonly<Record<string, MetricDefinition>>
