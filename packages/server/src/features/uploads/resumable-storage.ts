/** uploadx's disk storage, with its notes kept in our table: they survive a crash whole, and every server sees them. */
import { STORAGE } from '@colombier/transcoder/contract'
import { DiskStorage, type File, MetaStorage } from '@uploadx/core'
import type { Queryable } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { deleteUpload, findUpload, saveUpload } from './store.ts'

/** What we keep with an upload, besides uploadx's own notes. */
export interface UploadMetadata {
  readonly channelId: number
  readonly replacesVideoId?: number | undefined
  readonly fields: Readonly<Record<string, unknown>>
  readonly fileName: string
  readonly hasImage: boolean
  /** uploadx makes the id of user, name, size and this: the same file begun again is the same upload. */
  readonly lastModified: string
}

/** @param maxBytes -1 for no limit. */
export function openResumableStorage(db: Queryable, storage: Storage, maxBytes: number): DiskStorage {
  return new DiskStorage({
    uploadDir: storage.pathOf(STORAGE.uploads),
    metaStorage: tableMeta(db),
    ...(maxBytes >= 0 && { maxFileSize: maxBytes }),
    namingFunction: file => file.id
  })
}

function tableMeta(db: Queryable): MetaStorage<File> {
  return Object.assign(new MetaStorage<File>(), {
    async save(id: string, file: File) {
      const metadata = file.metadata as unknown as UploadMetadata
      const { channelId, fields, replacesVideoId } = metadata
      await saveUpload(db, { id, userId: Number(file.userId), channelId, fields, replacesVideoId, meta: file })
      return file
    },
    touch: async (_id: string, file: File) => file,
    delete: (id: string) => deleteUpload(db, id),
    async get(id: string) {
      const upload = await findUpload(db, id)
      if (!upload) throw new Error('No such upload')
      return upload.meta as unknown as File
    }
  })
}
