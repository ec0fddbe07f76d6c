/** What the pages of who publishes need: the API's own operations. */
import type { Router } from 'express'
import type { EditVideoDeps } from '../features/pages/index.ts'
import { canManage } from '../features/videos/index.ts'
import { receiveFiles } from '../platform/api-router.ts'
import { operationCaller } from '../platform/call-operation.ts'
import type { Parts } from './compose-parts.ts'

export function composeStudio({ storage }: Parts, api: readonly Router[]): EditVideoDeps {
  return {
    call: operationCaller(api),
    receiveFiles: (req, files) => receiveFiles(req, { files, storage }),
    mayManage: ({ account, isLocal }, viewer) => isLocal && canManage({ ownerAccountId: account.id }, viewer)
  }
}
