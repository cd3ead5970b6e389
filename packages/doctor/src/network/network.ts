/** What the network tells of a server. */
export interface Network {
  /** The addresses of a host name; none where there is no such name. Rejects where no name server answers. */
  resolve(host: string): Promise<readonly string[]>
  /** The certificate that a server shows. Rejects where there is no connection. */
  certificate(host: string, port: number): Promise<ShownCertificate>
}

/** A certificate as a server shows it. */
export interface ShownCertificate {
  readonly validTo: Date
  /** Why it is not trusted, by the public authorities and those of COWHERD_CA_FILE; undefined where it is. */
  readonly distrust: string | undefined
  /** The host names and addresses that it is for. */
  readonly names: readonly string[]
}
