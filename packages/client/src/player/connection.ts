/** What a browser says of its line (Network Information API); many say nothing. */
export interface Connection extends EventTarget {
  /** Megabits a second. */
  readonly downlink?: number
  readonly type?: string
  /** Whoever watches asked to be spared bytes. */
  readonly saveData?: boolean
}

export const connectionOf = (navigator: Navigator): Connection | undefined =>
  (navigator as Navigator & { readonly connection?: Connection }).connection
