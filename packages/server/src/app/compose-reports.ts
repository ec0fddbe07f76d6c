/** What the pages of reports need: the same use cases as the API. */
import {
  listAbusesOf,
  readConversation,
  reportAbuse,
  seeCommentToReport,
  writeMessage
} from '../features/abuses/index.ts'
import { findAccount, findChannel } from '../features/actors/index.ts'
import type { MyReportsDeps, ReportPageDeps } from '../features/pages/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Parts } from './compose-parts.ts'

export function composeReports({
  db,
  site
}: Parts): Pick<ReportPageDeps, 'findReportedAccount' | 'seeComment' | 'report'> & MyReportsDeps {
  return {
    async findReportedAccount(kind, handle) {
      if (kind === 'account') return findAccount(db, site, handle)
      const { ownerAccount } = await findChannel(db, site, handle)
      if (!ownerAccount) throw new AppError('not_found', 'Account not found')
      return ownerAccount
    },
    seeComment: (viewer, id) => seeCommentToReport(db, viewer, id),
    report: (viewer, body) => reportAbuse(db, viewer, body),
    listOwnReports: ({ accountId }, asked) => listAbusesOf(db, site, { ...asked, sort: '-createdAt', accountId }),
    readReportMessages: id => readConversation(db, site, id),
    writeToModerators: async (viewer, abuseId, text) =>
      void (await writeMessage(db, viewer, { abuseId, text, isByModerator: false }))
  }
}
