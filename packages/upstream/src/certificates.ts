import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * The certificates of a PEM file, each as PEM.
 *
 * @throws Error that names the file and says what is wrong with it
 */
export function readCertificates(file: string): string[] {
  const certificates = readFile(file).match(certificateBlock) ?? []
  // TLS leaves out what it cannot read without a word, and later says that the server is not trusted.
  if (certificates.length === 0) throw new Error(`The CA file ${file} holds no certificate in PEM form.`)
  for (const [index, certificate] of certificates.entries()) {
    if (!isReadable(certificate)) {
      throw new Error(`Certificate ${index + 1} of the CA file ${file} is damaged.`)
    }
  }
  return certificates
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`The CA file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`)
  }
}

function isReadable(certificate: string): boolean {
  try {
    new X509Certificate(certificate)
    return true
  } catch {
    return false
  }
}
