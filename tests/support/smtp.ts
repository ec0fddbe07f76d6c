/** A small mail server (RFC 5321) that keeps what it is given, for tests. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface TestSmtp {
  readonly url: string
  /** Whole messages as they came, the oldest first. */
  readonly received: { readonly to: string; readonly data: string }[]
  /** Answers the next RCPT with these lines instead of taking it. */
  refuse(...answers: string[]): void
  /** Says no more to whoever sends the next message: before it is taken, or when it has been. */
  fallSilent(when: SilentMoment): void
  /** Whether it has fallen silent as often as it was told to. */
  isSilent(): boolean
  close(): Promise<void>
}

export type SilentMoment = 'before it is taken' | 'after it is taken'

export async function startSmtp(): Promise<TestSmtp> {
  const received: TestSmtp['received'] = []
  const refusals: string[] = []
  const silences: SilentMoment[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket, { received, refusals, silences })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    refuse: (...answers) => void refusals.push(...answers),
    fallSilent: when => void silences.push(when),
    isSilent: () => silences.length === 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

interface Script {
  readonly received: TestSmtp['received']
  readonly refusals: string[]
  readonly silences: SilentMoment[]
}

function talk(socket: Socket, { received, refusals, silences }: Script): void {
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
      const silence = silences.shift()
      if (silence !== 'before it is taken') received.push({ to, data: text })
      if (!silence) say('250 OK')
    }
  })
}
