import { parser } from '@prometheus-io/lezer-promql'

/** What a query of Prometheus asks for. */
export interface Query {
  /** Metrics with the labels that they are asked by. */
  readonly selectors: readonly {
    readonly metric: string
    readonly labels: readonly (readonly [name: string, value: string])[]
  }[]
  /** Labels that are grouped or joined by. */
  readonly grouping: readonly string[]
}

/** Reads a query, with the variables of a dashboard in it. Throws where it is none. */
export function readQuery(text: string): Query {
  const query = text.replaceAll('$__rate_interval', '5m')
  const tree = parser.parse(query)
  const of = ({ from, to }: { readonly from: number; readonly to: number }) => query.slice(from, to)
  const selectors: Query['selectors'][number][] = []
  const grouping: string[] = []
  tree.iterate({
    enter({ name, type, node }) {
      if (type.isError) throw new Error(`no query: ${text}`)
      if (name === 'VectorSelector') {
        const metric = node.getChild('Identifier')
        const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
        const labels = matchers.map((matcher) => {
          const [label, value] = [matcher.getChild('LabelName'), matcher.getChild('StringLiteral')]
          return [label ? of(label) : '', value ? of(value).slice(1, -1) : ''] as const
        })
        selectors.push({ metric: metric ? of(metric) : '', labels })
      }
      if (name === 'GroupingLabels') grouping.push(...node.getChildren('LabelName').map(of))
    },
  })
  return { selectors, grouping }
}
