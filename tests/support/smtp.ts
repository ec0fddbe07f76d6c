/** A small mail server (RFC 5321) that keeps what it is given, for tests. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface TestSmtp {
  readonly url: string
  /** Whole messages as they came, the oldest first. */
  readonly received: { readonly to: string; readonly data: string }[]
  /** Answers the next RCPT with these lines instead of taking it. */
  refuse(...answers: string[]): void
  close(): Promise<void>
}

export async function startSmtp(): Promise<TestSmtp> {
  const received: TestSmtp['received'] = []
  const refusals: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket, { received, refusals })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuse: (...answers) => void refusals.push(...answers),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

function talk(socket: Socket, { received, refusals }: { received: TestSmtp['received']; refusals: string[] }): void {
  let pending = ''
  let to = ''
  let isData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string) => {
    const [, verb = '', rest = ''] = /^(\w+)\s*(.*)$/.exec(line) ?? []
    switch (verb.toUpperCase()) {
      case 'RCPT': {
        const refusal = refusals.shift()
        to = /<(.*)>/.exec(rest)?.[1] ?? ''
        return say(refusal ?? '250 OK')
      }
      case 'DATA':
        isData = true
        return say('354 Go on')
      case 'QUIT':
        say('221 Bye')
        return socket.end()
      default:
        return say('250 OK')
    }
  }
  say('220 test ESMTP')
  socket.setEncoding('utf8').on('data', chunk => {
    pending += chunk
    for (;;) {
      const end = pending.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const text = pending.slice(0, end)
      pending = pending.slice(end + (isData ? 5 : 2))
      if (!isData) {
        hear(text)
        continue
      }
      isData = false
      received.push({ to, data: text })
      say('250 OK')
    }
  })
}
