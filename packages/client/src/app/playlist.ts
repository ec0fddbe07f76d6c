/** Plays a playlist through: when a film ends, the next one's page takes the place of this one, and plays. */

import type { PlayerController } from '../player/controller.ts'
import { pauseAt } from '../player/pause-at.ts'
import { sleepAll } from './island.tsx'

/**
 * @param stopSeconds Where the film ends in this playlist; null is at its own end.
 * @param begin Wakes the page's islands up again.
 */
export function playThrough(controller: PlayerController, stopSeconds: number | null, begin: () => void): void {
  const choice = document.querySelector<HTMLInputElement>('#playlist-through')
  if (choice) {
    // Without JavaScript it would promise what cannot be kept.
    choice.closest('label')!.hidden = false
    choice.checked = memory()?.getItem(KEY) !== 'off'
    choice.addEventListener('change', () => memory()?.setItem(KEY, choice.checked ? 'on' : 'off'))
  }
  const goOn = () => {
    if (choice?.checked && !document.fullscreenElement) openNeighbour('next', begin)
  }
  if (stopSeconds !== null) pauseAt(controller, stopSeconds, goOn)
  document.querySelector('video')?.addEventListener('ended', goOn)
}

/** Plays the film beside this one; nothing where there is none. */
export function openNeighbour(rel: 'next' | 'prev', begin: () => void): void {
  const url = document.querySelector<HTMLAnchorElement>(`.playlist-${rel}`)?.href
  if (url) open(url, begin).catch(() => location.assign(url))
}

const KEY = 'playlist-through'

/** In a frame, a browser may keep all memory from us. */
function memory(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

/** In this document, because a browser lets a film begin by itself only where the viewer pressed play before. */
async function open(url: string, begin: () => void): Promise<void> {
  const answer = await fetch(url)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = page.getElementById('content')
  const data = page.getElementById('page-data')
  if (!answer.ok || !main || !data) return location.assign(url)
  if (window.parent === window) {
    // A page that comes back from the browser's history is an old one: its film belongs to another address.
    addEventListener('popstate', () => location.reload(), { once: true })
    history.pushState(null, '', url)
    // The history of the page around a frame is not ours.
  } else history.replaceState(null, '', url)
  document.title = page.title
  sleepAll()
  document.getElementById('content')!.replaceWith(document.adoptNode(main))
  document.getElementById('page-data')!.replaceWith(document.adoptNode(data))
  begin()
  // Once the player has seen that JavaScript runs, it offers its button.
  requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLButtonElement>('.player-start')?.click()))
}
