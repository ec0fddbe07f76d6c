/** Bytes; null for no limit. */
export interface SizeLimits {
  /** Of one file. */
  readonly maxSizeBytes: number | null
  /** Of all that the member may still send. */
  readonly quotaLeftBytes: number | null
}

/** @param maxBytes Null for no limit. */
export const exceeds = ({ size }: Pick<File, 'size'>, maxBytes: number | null): boolean =>
  maxBytes !== null && size > maxBytes

/** What keeps a file from being sent at all. @returns The message's key, and the limit that it names. */
export function sizeFault(file: Pick<File, 'size'>, { maxSizeBytes, quotaLeftBytes }: SizeLimits) {
  if (file.size === 0) return { key: 'upload.empty', max: 0 } as const
  if (exceeds(file, maxSizeBytes)) return { key: 'upload.tooLarge', max: maxSizeBytes ?? 0 } as const
  return exceeds(file, quotaLeftBytes) ? ({ key: 'upload.overQuota', max: quotaLeftBytes ?? 0 } as const) : null
}
