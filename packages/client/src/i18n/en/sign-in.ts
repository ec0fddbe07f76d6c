/** Signing in, and the ways back in. */
export const signIn = {
  'password.title': 'This video asks for a password',
  'password.intro': 'The person who published “{name}” protects it with a password.',
  'password.label': 'Password of the video',
  'password.wrong': 'This is not the right password. Check capital letters and try again.',
  'password.submit': 'Watch the video',

  'signIn.title': 'Sign in',
  'signIn.username': 'User name or e-mail address',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.wrong': 'The user name and the password do not go together. Check both and try again.',
  'signIn.code': 'Type your password again, with the code that your authenticator shows now.',
  'signIn.wrongCode': 'This code is not the one of now. Wait for the next one, and type it with your password.',
  'signIn.codeLabel': 'Code of six digits',
  'signIn.blocked': 'This account is blocked. Ask the people who run this server.',
  'signIn.unverified': 'Confirm your e-mail address first: open the link in the mail we sent you.',
  'signIn.throttled': 'Too many attempts. Wait a few minutes before trying again.',

  'accountLink.forgot.title': 'Forgotten your password?',
  'accountLink.forgot.intro': 'Give the e-mail address of your account: we send you a link that sets a new password.',
  'accountLink.forgot.submit': 'Send me the link',
  'accountLink.forgot.fault': 'Give a whole e-mail address.',
  'accountLink.forgot.done': 'If an account has this address, a mail is on its way. Its link works for an hour.',
  'accountLink.reset.title': 'A new password',
  'accountLink.reset.intro':
    'Choose at least six characters. Every device that is signed in will have to sign in again.',
  'accountLink.reset.submit': 'Set this password',
  'accountLink.reset.fault': 'Choose at least six characters.',
  'accountLink.reset.done': 'Your new password is set.',
  'accountLink.verify.title': 'Confirm your address',
  'accountLink.verify.intro': 'One step is left: say that this e-mail address is yours.',
  'accountLink.verify.submit': 'This address is mine',
  'accountLink.verify.done': 'Your address is confirmed.',
  'accountLink.badLink': 'This link is used, or more than an hour old. Ask for another one.',
  'accountLink.email': 'E-mail address',
  'accountLink.newPassword': 'New password'
} as const
