/** What an embed is asked for, and what stands in place of a film that wants a password. */

/** What the address of an embed asks of its player. */
export interface EmbedOptions {
  /** Where the film pauses; null is at its end. */
  readonly stopSeconds: number | null
  readonly isLooping: boolean
  readonly isMuted: boolean
  readonly isAutoplaying: boolean
  readonly hasTitle: boolean
  /** The title leads to the film's own page. */
  readonly hasLink: boolean
  readonly hasControls: boolean
  /** Language of the captions that are shown; null is the viewer's choice. */
  readonly captions: string | null
  readonly hasApi: boolean
  /** Name of the API's channel. */
  readonly apiScope: string
  /** `#rgb` to `#rrggbbaa`; null is ours. */
  readonly playColor: string | null
  readonly inkColor: string | null
}

/** In place of a protected film. */
export interface PasswordPage {
  readonly kind: 'password'
  readonly videoName: string
  readonly isWrong: boolean
  readonly isEmbed: boolean
  /** Of an embed whose address asks for the API; null for others. */
  readonly apiScope: string | null
}
