/** A request whose sending can be followed, which `fetch` cannot do. */

export interface SendRequest {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Blob | FormData | string | null
  readonly signal: AbortSignal
  onProgress?(sentBytes: number): void
}

export interface SendResponse {
  readonly status: number
  readonly body: string
  header(name: string): string | null
}

/** @throws TypeError when the server cannot be reached; the signal's reason when it is aborted. */
export type Send = (request: SendRequest) => Promise<SendResponse>

/** Nothing moved for so long: the line is dead, even where no one said so. */
const SILENCE_MS = 60_000

export const send: Send = ({ method, url, headers, body, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const xhr = new XMLHttpRequest()
    let silence = setTimeout(() => xhr.abort(), SILENCE_MS)
    const abort = () => xhr.abort()
    const end = (settle: () => void) => {
      clearTimeout(silence)
      signal.removeEventListener('abort', abort)
      settle()
    }

    xhr.open(method, url)
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    xhr.upload.onprogress = event => {
      clearTimeout(silence)
      // Once all is sent the server may take its time to look at the file.
      if (event.loaded < event.total) silence = setTimeout(() => xhr.abort(), SILENCE_MS)
      onProgress?.(event.loaded)
    }
    xhr.onload = () =>
      end(() => resolve({ status: xhr.status, body: xhr.responseText, header: name => xhr.getResponseHeader(name) }))
    xhr.onerror = () => end(() => reject(new TypeError('The server cannot be reached')))
    xhr.onabort = () => end(() => reject(signal.aborted ? signal.reason : new TypeError('The line went silent')))
    signal.addEventListener('abort', abort, { once: true })
    xhr.send(body)
  })
