/**
 * Replaces this process's `fetch` before webtorrent takes it: no redirections, and no more bytes than were asked for. A
 * web seed or a tracker could otherwise send a volunteer's computer anywhere, or fill its memory.
 */
const PLAIN_MAX_BYTES = 1_000_000
const ask = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get('range') ?? '') ?? []
  const answer = await ask(input, { ...init, redirect: 'error' })
  if (first !== undefined && answer.ok && answer.status !== 206) {
    await answer.body?.cancel()
    throw new Error('The web seed does not send parts of files')
  }
  const maxBytes = first === undefined ? PLAIN_MAX_BYTES : Number(last) - Number(first) + 1
  const { status, headers } = answer
  return new Response(await readUpTo(answer, maxBytes), { status, headers })
}

/** @throws Error when there is more. */
async function readUpTo(answer: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!answer.body) return null
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.length
    if (length > maxBytes) throw new Error('This answer is longer than what was asked for')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
