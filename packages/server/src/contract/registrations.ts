/** Wire types of registering by approval, links in mails and second factors, with PeerTube 6.3's names (openapi.yaml). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'
import { INVALID, natural } from './list-parameters.ts'
import { RegisterBody } from './user-admin.ts'
import { CreateUserBody } from './users.ts'
import type { Constant } from './videos.ts'

export const REGISTRATION_STATE = { pending: 1, rejected: 2, accepted: 3 } as const

export interface Registration {
  readonly id: number
  readonly state: Constant<number>
  readonly registrationReason: string
  readonly moderationResponse: string | null
  readonly username: string
  readonly email: string
  readonly emailVerified: boolean | null
  readonly accountDisplayName: string | null
  readonly channelHandle: string | null
  readonly channelDisplayName: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly user?: { readonly id: number }
}

const text = (min: number, max: number) => z.string(INVALID).trim().min(min, INVALID).max(max, INVALID)

/** `POST /api/v1/users/registrations/request` */
export const RegistrationRequestBody = RegisterBody.extend({ registrationReason: text(2, 3000) })
export type RegistrationRequestBody = z.output<typeof RegistrationRequestBody>

export const RegistrationReference = z.object({ registrationId: natural() })

/** `POST …/accept` and `…/reject`. The answer is mailed unless told otherwise. */
export const RegistrationAnswerBody = z.object({
  moderationResponse: text(2, 3000),
  preventEmailDelivery: z.boolean(INVALID).default(false)
})
export type RegistrationAnswerBody = z.output<typeof RegistrationAnswerBody>

export const RegistrationListQuery = sortedBy(['createdAt', 'state']).extend({
  search: z.string(INVALID).max(200, INVALID).optional()
})
export type RegistrationListQuery = z.output<typeof RegistrationListQuery>

export const EmailBody = z.object({ email: z.email(INVALID).max(255, INVALID) })

const verificationString = z.string(INVALID).min(1, INVALID).max(200, INVALID)
export const VerifyEmailBody = z.object({ verificationString, isPendingEmail: z.boolean(INVALID).default(false) })
export const ResetPasswordBody = z.object({ verificationString, password: CreateUserBody.shape.password })

export const CurrentPasswordBody = z.object({ currentPassword: z.string(INVALID).max(255, INVALID).default('') })
export const ConfirmTwoFactorBody = z.object({
  requestToken: z.string(INVALID).min(1, INVALID).max(200, INVALID),
  otpToken: z.string(INVALID).regex(/^\d{6}$/, INVALID)
})

/** `POST /api/v1/users/{id}/two-factor/request` */
export interface TwoFactorRequest {
  readonly otpRequest: { readonly requestToken: string; readonly secret: string; readonly uri: string }
}
