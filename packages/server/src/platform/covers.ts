/** Pictures that people send, made into ours by the transcoder's guarded run. */
import { noSpace } from './form.ts'

/** Of the transcoder's media functions. */
export interface CoverMaker {
  makeCovers(options: {
    from: string
    targetsOf(extension: 'jpg' | 'png'): readonly { path: string; width: number; height: number }[]
  }): Promise<unknown>
}

/**
 * @param badPicture What to throw for a file that is no picture, or too large a one.
 * @throws AppError `no_space`
 */
export async function makeCovers(
  media: CoverMaker,
  options: Parameters<CoverMaker['makeCovers']>[0],
  badPicture: () => unknown
): Promise<void> {
  await media.makeCovers(options).catch(error => {
    const code = (error as { code?: unknown }).code
    if (code === 'no-space' || code === 'ENOSPC' || code === 'EDQUOT') throw noSpace(error)
    throw code === 'undecodable' || code === 'over-limits' ? badPicture() : error
  })
}
