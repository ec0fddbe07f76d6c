export { type Mailer, openMailer } from './mailer.ts'
export { enqueueMail, forgetMailsTo, type Mail } from './store.ts'
