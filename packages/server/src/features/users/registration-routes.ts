/** How accounts begin, and what links in mails do. */
import {
  EmailBody,
  RegisterBody,
  RegistrationAnswerBody,
  RegistrationListQuery,
  RegistrationReference,
  RegistrationRequestBody,
  ResetPasswordBody,
  UserId,
  VerifyEmailBody
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { ApiRouter } from '../../platform/api-router.ts'
import { localeOf } from '../../platform/locale.ts'
import { answerRequest, register, requestRegistration } from './register.ts'
import { deleteRegistration, pageOfRegistrations } from './registration-store.ts'
import {
  askForPasswordLink,
  askForRegistrationVerification,
  askForVerification,
  type ResetDeps,
  resetPassword,
  verifyRegistrationEmail,
  verifyUserEmail
} from './verify-and-reset.ts'

export function serveRegistration(api: ApiRouter, deps: ResetDeps): void {
  const { db } = deps
  // 403 | 409
  api.on('registerUser', { body: RegisterBody }, ({ body, req }) => register(deps, body, localeOf(req)))
  api.on('requestRegistration', { body: RegistrationRequestBody }, ({ body, req }) =>
    requestRegistration(deps, body, localeOf(req))
  )

  api.on('listRegistrations', { query: RegistrationListQuery }, ({ query }) => pageOfRegistrations(db, query))
  for (const [id, isAccepted] of [
    ['acceptRegistration', true],
    ['rejectRegistration', false]
  ] as const) {
    // 409
    api.on(id, { params: RegistrationReference, body: RegistrationAnswerBody }, ({ params, body }) =>
      answerRequest(deps, params.registrationId, {
        isAccepted,
        response: body.moderationResponse,
        isTold: !body.preventEmailDelivery
      })
    )
  }
  api.on('deleteRegistration', { params: RegistrationReference }, async ({ params }) => {
    if (!(await deleteRegistration(db, params.registrationId)))
      throw new AppError('not_found', 'Registration not found')
  })
  serveLinks(api, deps)
}

function serveLinks(api: ApiRouter, deps: ResetDeps): void {
  api.on('askResetPassword', { body: EmailBody }, ({ body }) => askForPasswordLink(deps, body.email))
  api.on('resetPassword', { params: UserId, body: ResetPasswordBody }, ({ params, body }) =>
    resetPassword(deps, params.id, { password: body.password, token: body.verificationString })
  )

  api.on('resendEmailToVerifyUser', { body: EmailBody }, ({ body }) => askForVerification(deps, body.email))
  api.on('verifyUser', { params: UserId, body: VerifyEmailBody }, ({ params, body }) =>
    verifyUserEmail(deps, params.id, body.verificationString)
  )
  api.on('resendEmailToVerifyRegistration', { body: EmailBody }, ({ body }) =>
    askForRegistrationVerification(deps, body.email)
  )
  api.on('verifyRegistrationEmail', { params: RegistrationReference, body: VerifyEmailBody }, ({ params, body }) =>
    verifyRegistrationEmail(deps, params.registrationId, body.verificationString)
  )
}
