/** What forms and bodies about videos have in common. */
import { z } from 'zod'
import type { FormFile, ReceivedForm } from '../../platform/form.ts'
import { IMAGE_MAX_BYTES } from './images.ts'

export const AnyObject = z.record(z.string(), z.unknown(), 'Should have the fields of a video')

/** PeerTube's clients send one or both; the larger one serves for both here. */
export const IMAGE_FILES = { previewfile: IMAGE_MAX_BYTES, thumbnailfile: IMAGE_MAX_BYTES }

/** uploadx's, as clients send them. */
export const INIT_HEADERS = {
  'X-Upload-Content-Length': 'How many bytes the whole file has',
  'X-Upload-Content-Type': 'The type of the file'
}
export const PART_HEADERS = {
  'Content-Range':
    'Which bytes of the file these are: `bytes 0-262143/2469036`, or `bytes */2469036` to ask what has come'
}

/** The same for a form that is read by hand. */
export function imageFields(path: string): Record<string, FormFile> {
  return {
    previewfile: { path: `${path}.preview`, maxBytes: IMAGE_MAX_BYTES },
    thumbnailfile: { path: `${path}.thumbnail`, maxBytes: IMAGE_MAX_BYTES }
  }
}

export function pickImage(files: ReceivedForm['files']): string | undefined {
  return (files.get('previewfile') ?? files.get('thumbnailfile'))?.path
}
