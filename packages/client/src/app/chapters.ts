/** Chapters jump within the film that is open, instead of opening the page again. */
export function jumpToChapters(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-seconds]')) {
    link.addEventListener('click', event => {
      const video = document.querySelector('video')
      if (!video || video.readyState === 0) return
      event.preventDefault()
      video.currentTime = Number(link.dataset['seconds'])
      document.querySelector<HTMLElement>('.player-toggle')?.focus()
    })
  }
}
