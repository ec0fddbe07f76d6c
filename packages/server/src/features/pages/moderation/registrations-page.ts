/** Who asked for an account, and the answer they get. */
import type { Router } from 'express'
import { z } from 'zod'
import { type Act, chosen, formPage, type Operate } from '../form-page.ts'
import { isModerator } from '../page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from '../page-number.ts'
import type { PageResponder } from '../page-responder.ts'

const Search = z.string().trim().max(200).catch('')

export function registrationsPage(
  router: Router,
  pages: PageResponder,
  { operate, hasMail }: { operate: Operate; hasMail: boolean }
): void {
  const answer =
    (id: 'acceptRegistration' | 'rejectRegistration', deed: 'account-made' | 'account-refused'): Act =>
    async sent => {
      const body = {
        moderationResponse: sent.field('moderationResponse'),
        preventEmailDelivery: sent.field('silent') === 'yes'
      }
      await operate(sent, id, { params: { registrationId: sent.id }, body })
      return deed
    }
  formPage(router, pages, {
    path: '/admin/moderation/registrations',
    admits: isModerator,
    async show(at, outcome) {
      const search = Search.parse(at.req.query['search'])
      const page = pageNumber(at.req)
      // Who waits comes first, who has waited longest before the others.
      const query = { ...chosen({ search }), ...rangeOf(page), sort: 'state' }
      const { total, data } = await operate(at, 'listRegistrations', { query })
      return { kind: 'registrations', outcome, search, hasMail, registrations: data, total, page, pageSize: PAGE_SIZE }
    },
    forms: {
      accept: answer('acceptRegistration', 'account-made'),
      reject: answer('rejectRegistration', 'account-refused'),
      async forget(sent) {
        await operate(sent, 'deleteRegistration', { params: { registrationId: sent.id } })
        return 'registration-forgotten'
      }
    }
  })
}
