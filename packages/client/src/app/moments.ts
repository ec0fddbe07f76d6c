/** Chapters, and moments that people name, jump within the film that is open, instead of opening the page again. */
export function jumpToMoments(): void {
  document.addEventListener('click', event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return
    const link = event.target.closest<HTMLAnchorElement>('a[data-seconds]')
    const video = document.querySelector('video')
    if (!link || !video || video.readyState === 0) return
    event.preventDefault()
    video.currentTime = Number(link.dataset['seconds'])
    video.scrollIntoView({ block: 'nearest' })
    document.querySelector<HTMLElement>('.player-toggle')?.focus()
  })
}
