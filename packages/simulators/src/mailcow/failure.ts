/**
 * An exception inside the server: the call answers 200 with an empty body.
 * Its message shows up first in the next answer of the same session.
 */
export class ServerFailure extends Error {
  readonly kind: 'TypeError' | 'PDOException'

  constructor(kind: 'TypeError' | 'PDOException', message: string) {
    super(message)
    this.name = 'ServerFailure'
    this.kind = kind
  }
}
