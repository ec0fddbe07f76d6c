import { pathToFileURL } from 'node:url'
import type { RenderPage } from '../../contract/index.ts'

/**
 * Loads the page renderer that the client's build left on disk.
 *
 * @throws Error when the client was never built; the message says what to type.
 */
export async function loadRenderer(path: string): Promise<RenderPage> {
  try {
    const built = (await import(pathToFileURL(path).href)) as { default: RenderPage }
    return built.default
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
      throw new Error('The web client is not built yet. Type: npm run build', { cause: error })
    throw error
  }
}
