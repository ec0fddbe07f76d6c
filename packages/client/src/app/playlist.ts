/** Plays a playlist through: when a film ends, the next one's page takes the place of this one, and plays. */

import { sleepAll } from './island.tsx'

/** @param begin Wakes the page's islands up again. */
export function playThrough(begin: () => void): void {
  const choice = document.querySelector<HTMLInputElement>('#playlist-through')
  const next = document.querySelector<HTMLAnchorElement>('#playlist-next')
  const video = document.querySelector('video')
  if (!choice || !next || !video) return
  // Without JavaScript it would promise what cannot be kept.
  choice.closest('label')!.hidden = false
  choice.checked = sessionStorage.getItem(KEY) !== 'off'
  choice.addEventListener('change', () => sessionStorage.setItem(KEY, choice.checked ? 'on' : 'off'))
  video.addEventListener('ended', () => {
    if (!choice.checked || document.fullscreenElement) return
    openNext(next.href, begin).catch(() => location.assign(next.href))
  })
}

const KEY = 'playlist-through'

/** In this document, because a browser lets a film begin by itself only where the viewer pressed play before. */
async function openNext(url: string, begin: () => void): Promise<void> {
  const answer = await fetch(url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = page.getElementById('content')
  const data = page.getElementById('page-data')
  if (!answer.ok || !main || !data) return location.assign(url)
  // A page that comes back from the browser's history is an old one: its film belongs to another address.
  addEventListener('popstate', () => location.reload(), { once: true })
  history.pushState(null, '', url)
  document.title = page.title
  sleepAll()
  document.getElementById('content')!.replaceWith(document.adoptNode(main))
  document.getElementById('page-data')!.replaceWith(document.adoptNode(data))
  begin()
  // Once the player has seen that JavaScript runs, it offers its button.
  requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLButtonElement>('.player-start')?.click()))
}
