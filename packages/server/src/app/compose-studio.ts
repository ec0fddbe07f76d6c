/** What the pages of who publishes need beside the API's own operations. */
import type { EditVideoDeps, ImportsPageDeps } from '../features/pages/index.ts'
import { canManage } from '../features/videos/index.ts'
import { receiveFiles } from '../platform/api-router.ts'
import type { Parts } from './compose-parts.ts'

export function composeStudio({
  storage,
  imports
}: Parts): Omit<EditVideoDeps, 'call' | 'settings' | 'maxUploadBytes'> & Pick<ImportsPageDeps, 'readsPages'> {
  return {
    readsPages: async () => (await imports.findYtDlp()) !== undefined,
    receiveFiles: (req, files) => receiveFiles(req, { files, storage }),
    mayManage: ({ account, isLocal }, viewer) => isLocal && canManage({ ownerAccountId: account.id }, viewer)
  }
}
