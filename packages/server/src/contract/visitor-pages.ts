/** Pages for who has just arrived: what this server is, and how one joins it. */
import type { Totals } from './about.ts'
import type { FormOutcome } from './form-pages.ts'

export const ABOUT_TEXTS = [
  'description',
  'creationReason',
  'administrator',
  'terms',
  'codeOfConduct',
  'moderationInformation',
  'maintenanceLifetime',
  'businessModel',
  'hardwareInformation'
] as const
export type AboutText = (typeof ABOUT_TEXTS)[number]

export interface AboutPage {
  readonly kind: 'about'
  readonly shortDescription: string
  /** In their order, without those nobody wrote; sanitised HTML. */
  readonly texts: readonly { readonly name: AboutText; readonly html: string }[]
  readonly totals: Pick<
    Totals,
    'totalUsers' | 'totalLocalVideos' | 'totalLocalVideoViews' | 'totalLocalVideoComments' | 'totalLocalVideoFilesSize'
  >
  /** Hosts of the servers whose videos are shown here, and of those that show ours. */
  readonly following: readonly string[]
  readonly followers: readonly string[]
  /** Visitors may write from `/about/contact`. */
  readonly hasContactForm: boolean
}

export interface ContactPage {
  readonly kind: 'contact'
  /** Mail can be sent, and the administrators want some. */
  readonly isOpen: boolean
  readonly outcome: FormOutcome
}

export type SignUpField = 'username' | 'email' | 'password' | 'reason' | 'agreed'

/** `taken`: the name or the address belongs to somebody. */
export type SignUpFault = 'invalid' | 'taken'

export interface SignUpPage {
  readonly kind: 'sign-up'
  readonly mode: 'open' | 'approval' | 'closed'
  readonly minimumAge: number
  /** Null when nobody wrote terms that one would agree to. */
  readonly termsHtml: string | null
  readonly values: { readonly username: string; readonly email: string; readonly reason: string }
  readonly faults: Partial<Record<SignUpField, SignUpFault>>
  /** `check-mail`: the address is to be shown to be theirs first. `asked`: the answer comes by mail. */
  readonly outcome: 'made' | 'asked' | 'asked-no-mail' | 'check-mail' | null
}
