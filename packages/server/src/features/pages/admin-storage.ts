/** What takes room, and how much leaves this server. */
import type { Router } from 'express'
import type { Delivery, DiskSpace, StorageFigures, StoragePage } from '../../contract/index.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { everyDay } from './delivery-page.ts'
import { formPage } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface AdminStorageDeps {
  readonly readDisk: () => Promise<DiskSpace>
  readonly readStorage: () => Promise<StorageFigures>
  readonly listStoringUsers: (count: number) => Promise<StoragePage['users']>
  readonly listStoredVideos: (range: { start: number; count: number }) => Promise<{
    total: number
    data: readonly { readonly name: string; readonly uuid: string; readonly bytes: number }[]
  }>
  /** Of the last days. */
  readonly readDelivery: () => Promise<Delivery>
}

const USERS = 20

export function adminStorage(router: Router, pages: PageResponder, deps: AdminStorageDeps): void {
  formPage(router, pages, {
    path: '/admin/storage',
    admits: isAdministrator,
    async show({ req }) {
      const page = pageNumber(req)
      const [disk, kinds, users, videos, delivery] = await Promise.all([
        deps.readDisk(),
        deps.readStorage(),
        deps.listStoringUsers(USERS),
        deps.listStoredVideos(rangeOf(page)),
        deps.readDelivery()
      ])
      return {
        kind: 'admin-storage',
        disk,
        kinds,
        users,
        total: videos.total,
        page,
        pageSize: PAGE_SIZE,
        days: everyDay(delivery).map(({ day, sentBytes }) => ({ day, sentBytes })),
        videos: videos.data.map(({ name, uuid, bytes }) => ({ name, bytes, watchPath: `/w/${toShortUuid(uuid)}` }))
      }
    }
  })
}
