import manifest from '../../package.json' with { type: 'json' }

/** Version of Cowherd (semver 2.0.0). */
export const version: string = manifest.version
