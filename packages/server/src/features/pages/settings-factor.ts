/** A member's second factor: asked for with the password, on once a first code was right. */
import { z } from 'zod'
import type { SettingsPage } from '../../contract/index.ts'
import type { Operate, Sent } from './form-page.ts'
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

const passwordOf = ({ form }: Sent) => ({ currentPassword: textOf(form['currentPassword']) })

export async function askForFactor(operate: Operate, sent: Sent): Promise<Factor> {
  const about = { params: { id: ownId(sent.res) }, body: passwordOf(sent) }
  return (await operate(sent, 'requestTwoFactor', about)).otpRequest
}

export async function confirmFactor(operate: Operate, sent: Sent): Promise<void> {
  const body = { requestToken: sent.field('requestToken'), otpToken: sent.field('otpToken').replaceAll(/\s/g, '') }
  await operate(sent, 'confirmTwoFactorRequest', { params: { id: ownId(sent.res) }, body })
}

export async function removeFactor(operate: Operate, sent: Sent): Promise<void> {
  await operate(sent, 'disableTwoFactor', { params: { id: ownId(sent.res) }, body: passwordOf(sent) })
}

/** What was asked for, to try another code with. */
export function askedFactor(values: Form): Factor | null {
  return Factor.safeParse(values).data ?? null
}
