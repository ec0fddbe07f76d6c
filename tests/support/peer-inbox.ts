import type { IncomingHttpHeaders } from 'node:http'
import express from 'express'
import { serve, type TestServer } from './serve.ts'

export interface ReceivedPost {
  readonly path: string
  readonly at: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface PeerInbox extends TestServer {
  /** Whatever was answered. */
  readonly received: ReceivedPost[]
  /** What was taken, by id. */
  readonly taken: string[]
  /** Says what the next posts are answered with: a status, with headers if need be. */
  answerWith(answer: (post: ReceivedPost) => PeerAnswer): void
}

export type PeerAnswer = number | { readonly status: number; readonly headers: Readonly<Record<string, string>> }

/** Another server's mailboxes, at whatever address. */
export async function servePeerInbox(): Promise<PeerInbox> {
  const received: ReceivedPost[] = []
  const taken: string[] = []
  let answer: (post: ReceivedPost) => PeerAnswer = () => 204
  const app = express().post('/{*path}', express.text({ type: '*/*', limit: '5mb' }), (req, res) => {
    const post = { path: req.originalUrl, at: performance.now(), headers: req.headers, text: String(req.body) }
    received.push(post)
    const answered = answer(post)
    const { status, headers } = typeof answered === 'number' ? { status: answered, headers: {} } : answered
    if (status < 300) taken.push(String(JSON.parse(post.text).id))
    res.set(headers).status(status).end()
  })
  return {
    ...(await serve(app)),
    received,
    taken,
    answerWith(next) {
      answer = next
    }
  }
}
