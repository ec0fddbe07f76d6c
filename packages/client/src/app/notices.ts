/**
 * Tells a member at once what is new: the server says over a web socket that there is something, and the page's own
 * words for it are fetched. Without JavaScript the next page shows them.
 *
 * What socket.io's client would say is four short messages, written here so that no page weighs more for it
 * (engine.io protocol 4, socket.io protocol 5).
 */
const SPACE = '/user-notifications,'
const OPENED = '0'
const JOIN = `40${SPACE}`
const NEWS = `42${SPACE}["new-notification"`
const REFUSED = `44${SPACE}`
const PING = '2'
const PONG = '3'
const AGAIN_MS = 60_000

let socket: WebSocket | undefined
let again: ReturnType<typeof setTimeout> | undefined

function listen(): void {
  clearTimeout(again)
  if (socket || document.hidden) return
  const opened = new WebSocket('/socket.io/?EIO=4&transport=websocket')
  socket = opened
  let isRefused = false
  opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (data.startsWith(OPENED)) opened.send(JOIN)
    else if (data === PING) opened.send(PONG)
    else if (data.startsWith(NEWS)) refresh().catch(() => undefined)
    else if (data.startsWith(REFUSED)) isRefused = true
  })
  opened.addEventListener('close', () => {
    if (socket !== opened) return
    socket = undefined
    if (!isRefused) again = setTimeout(listen, AGAIN_MS)
  })
}

/** A page that nobody looks at listens to nothing, so that the browser can keep it and bring it back whole. */
function stop(): void {
  clearTimeout(again)
  const open = socket
  socket = undefined
  open?.close()
}

const PARTS = ['notices', 'notices-list']

async function refresh(): Promise<void> {
  const answer = await fetch(document.querySelector<HTMLAnchorElement>('#notices')!.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const words = page.getElementById('notices')?.getAttribute('aria-label') ?? ''
  for (const name of PARTS) {
    const [old, fresh] = [document.getElementById(name), page.getElementById(name)]
    // Nothing moves away from under who is in it.
    if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh))
  }
  const said = document.getElementById('notices-said')
  if (said) said.textContent = words
}

addEventListener('pagehide', stop)
addEventListener('pageshow', listen)
document.addEventListener('visibilitychange', () => (document.hidden ? stop() : listen()))
listen()
