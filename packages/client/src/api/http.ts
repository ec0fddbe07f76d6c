/** One way to call the server's API. The session is a same-origin cookie that scripts cannot read. */

/** The server said no. `detail` is its sentence, safe to show (RFC 9457), in English. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly detail: string | null

  constructor(status: number, detail: string | null) {
    super(detail ?? `HTTP ${status}`)
    this.status = status
    this.detail = detail
  }
}

/** @throws ApiError when the server refuses; TypeError when it cannot be reached. */
export async function request(
  method: string,
  path: string,
  { signal, body }: { readonly signal?: AbortSignal | undefined; readonly body?: object } = {}
): Promise<unknown> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal })
  })
  const text = await response.text()
  if (!response.ok) throw new ApiError(response.status, problemDetail(text))
  return text ? (JSON.parse(text) as unknown) : null
}

/** The sentence of a problem document; null when the body is something else. */
export function problemDetail(body: string): string | null {
  try {
    const problem = JSON.parse(body) as { detail?: unknown; error?: unknown }
    const detail = problem.detail ?? problem.error
    return typeof detail === 'string' ? detail : null
  } catch {
    return null
  }
}
