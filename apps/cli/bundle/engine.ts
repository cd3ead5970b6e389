/** The oldest Node that runs the published package, as major and minor: what its libraries ask for. */
export const minimumNode = [22, 19] as const
