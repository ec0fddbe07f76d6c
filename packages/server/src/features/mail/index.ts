export { type Mailer, openMailer } from './mailer.ts'
export { enqueueMail, type Mail } from './store.ts'
