/** What an image file is, by its first bytes: never by its name. */
import { open } from 'node:fs/promises'

/** Image files by ffmpeg's name of their demuxer. */
export type ImageFormat = 'jpeg_pipe' | 'png_pipe' | 'webp_pipe' | 'gif_pipe'

export interface ImageKind {
  readonly format: ImageFormat
  /** Or few colours: what JPEG would spoil. */
  readonly mayBeTransparent: boolean
}

const HEAD_BYTES = 32
/** Colour types of PNG without a palette and without an alpha channel: grey, and true colour. */
const OPAQUE_PNG = [0, 2]

/** Null for what is no JPEG, PNG, WebP or GIF. */
export async function readImageKind(path: string): Promise<ImageKind | null> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return imageKindOf(buffer)
  } finally {
    await file.close()
  }
}

export function imageKindOf(head: Buffer): ImageKind | null {
  const hex = head.toString('hex')
  if (hex.startsWith('ffd8ff')) return { format: 'jpeg_pipe', mayBeTransparent: false }
  if (hex.startsWith('89504e470d0a1a0a'))
    return { format: 'png_pipe', mayBeTransparent: !OPAQUE_PNG.includes(head[25] ?? 0) }
  if (/^474946383[79]61/.test(hex)) return { format: 'gif_pipe', mayBeTransparent: true }
  if (/^52494646.{8}57454250/.test(hex)) return { format: 'webp_pipe', mayBeTransparent: isTransparentWebp(head) }
  return null
}

/** The extended and the lossless format have a bit for it; the simple one knows no transparency. */
function isTransparentWebp(head: Buffer): boolean {
  const chunk = head.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return ((head[20] ?? 0) & 0x10) !== 0
  return chunk === 'VP8L' && ((head[24] ?? 0) & 0x10) !== 0
}
