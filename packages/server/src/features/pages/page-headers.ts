import type { RequestHandler, Response } from 'express'
import type { ForeignOrigins } from './video-page.ts'

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  // hls.js feeds the video through object URLs, and works in a worker made from one.
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'"
]

/** Of pages that ask more than this server: see `ForeignOrigins`. */
export function allowOrigins(res: Response, { media, connect }: ForeignOrigins): void {
  if (media.length + connect.length === 0) return
  const policy = String(res.getHeader('Content-Security-Policy'))
  const others = [...new Set([...media, ...connect])]
  res.setHeader(
    'Content-Security-Policy',
    `${policy.replace(/media-src [^;]*/, rule => [rule, ...media].join(' '))}; connect-src ${["'self'", ...others].join(' ')}`
  )
}

/** Headers of every page: nothing foreign, nothing inline, no frame but for the embed. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', [...POLICY, "frame-ancestors 'none'"].join('; '))
  res.setHeader('X-Frame-Options', 'DENY')
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  next()
}

/** An embed is made to stand in other sites' frames. */
export const embedHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', POLICY.join('; '))
  res.removeHeader('X-Frame-Options')
  res.removeHeader('Cross-Origin-Opener-Policy')
  next()
}
