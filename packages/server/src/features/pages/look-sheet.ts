/** The instance's colours, as a stylesheet of its own: pages have no inline styles. */
import type { Router } from 'express'
import { lookOf, lookStylesheet, type Settings } from '../configuration/index.ts'

export function lookSheet(router: Router, { settings }: { readonly settings: Settings }): void {
  router.get('/look.css', (req, res) => {
    const { look } = settings.current()
    // Another address when the colours change: this one can be kept for long.
    const isCurrent = req.originalUrl === lookOf(look).path
    res.setHeader('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache')
    res.type('css').send(lookStylesheet(look) ?? '')
  })
}
