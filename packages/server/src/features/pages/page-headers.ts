import type { RequestHandler, Response } from 'express'

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

/** Of pages that play what lies on other servers: these may be asked, besides this one. */
export function allowMediaOf(res: Response, origins: readonly string[]): void {
  if (origins.length === 0) return
  const others = origins.join(' ')
  const policy = String(res.getHeader('Content-Security-Policy'))
  res.setHeader(
    'Content-Security-Policy',
    `${policy.replace(/media-src [^;]*/, rule => `${rule} ${others}`)}; connect-src 'self' ${others}`
  )
}

/** Headers of every page: nothing foreign, nothing inline, no frame but for the embed. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', [...POLICY, "frame-ancestors 'none'"].join('; '))
  res.setHeader('X-Frame-Options', 'DENY')
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  next()
}

/** An embed is made to stand in other sites' frames. */
export const embedHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', POLICY.join('; '))
  res.removeHeader('X-Frame-Options')
  next()
}
