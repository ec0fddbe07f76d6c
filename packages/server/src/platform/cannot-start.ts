/** Something the person who starts the server must put right; the message is one plain sentence for them. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
