/** Wire types of archives of what somebody has here, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { flag, natural } from './list-parameters.ts'
import type { Constant } from './videos.ts'

/** PeerTube's numbers, of archives and of imports alike. */
export const WORK_STATE = { pending: 1, processing: 2, completed: 3, failed: 4 } as const

const LABELS: Readonly<Record<number, string>> = { 1: 'Pending', 2: 'Processing', 3: 'Completed', 4: 'Failed' }

export const workStateOf = (id: number): Constant<number> => ({ id, label: LABELS[id] ?? 'Unknown' })

export const ArchiveOwner = z.object({ userId: natural() })
export const ExportReference = ArchiveOwner.extend({ id: natural() })

/** `POST /api/v1/users/{userId}/exports/request` */
export const ExportRequestBody = z.object({
  withVideoFiles: flag('Should have withVideoFiles boolean').default(false)
})

export interface UserExport {
  readonly id: number
  readonly state: Constant<number>
  /** Bytes; null until it is ready, as the addresses. */
  readonly size: number | null
  /** Here archives are on no public storage. */
  readonly fileUrl: null
  /** Opens without a sign-in, for some hours. */
  readonly privateDownloadUrl: string | null
  readonly createdAt: string
  readonly expiresOn: string
}

export interface ImportCounts {
  readonly success: number
  readonly duplicates: number
  /** What could not be taken, or is not taken from archives here. */
  readonly errors: number
}

export interface UserImport {
  readonly id: number
  readonly state: Constant<number>
  readonly createdAt: string
  /** Null until it is completed. */
  readonly resultSummary: { readonly stats: Readonly<Record<string, ImportCounts>> } | null
}
