/** A member's second factor: asked for with the password, on once a first code was right. */
import { z } from 'zod'
import type { SettingsPage, TwoFactorRequest } from '../../contract/index.ts'
import type { CallOperation } from '../../platform/call-operation.ts'
import type { Exchange } from './form-page.ts'
import { type Form, textOf } from './forms.ts'
import { ownId } from './page-access.ts'

type Factor = NonNullable<SettingsPage['factor']>

/** What the form gives back. Anybody can make up a form: no other address than an authenticator's becomes a link. */
const Factor = z.object({
  requestToken: z.string().regex(/^[0-9a-f]{1,200}$/),
  secret: z.string().regex(/^[A-Z2-7]{1,100}$/),
  uri: z
    .string()
    .max(1000)
    .regex(/^otpauth:\/\/totp\//)
})

const passwordOf = (form: Form) => ({ currentPassword: textOf(form['currentPassword']) })

export async function askForFactor(call: CallOperation, at: Exchange, form: Form): Promise<Factor> {
  const body = passwordOf(form)
  return (await call<TwoFactorRequest>('requestTwoFactor', { ...at, params: { id: ownId(at.res) }, body })).otpRequest
}

export async function confirmFactor(call: CallOperation, at: Exchange, form: Form): Promise<'factorOn'> {
  const body = { requestToken: textOf(form['requestToken']), otpToken: textOf(form['otpToken']).replaceAll(/\s/g, '') }
  await call('confirmTwoFactorRequest', { ...at, params: { id: ownId(at.res) }, body })
  return 'factorOn'
}

export async function removeFactor(call: CallOperation, at: Exchange, form: Form): Promise<'factorOff'> {
  await call('disableTwoFactor', { ...at, params: { id: ownId(at.res) }, body: passwordOf(form) })
  return 'factorOff'
}

/** What was asked for, to try another code with. */
export function askedFactor(form: Form): Factor | null {
  return Factor.safeParse(form).data ?? null
}
