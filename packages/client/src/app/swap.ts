/**
 * Sends a page's own forms without leaving it, so that the film goes on: the answer is the same page, of which one
 * part is put in the place of the old one. Without JavaScript the same forms reload the page.
 */

/** Call it once. `data-swap` on a form or link names the part. */
export function swapParts(): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    const part = form.dataset['swap']
    if (!part || event.defaultPrevented) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form, event.submitter) as unknown as Record<string, string>)
    swap(part, form.action, { method: 'POST', body }).catch(() => {
      delete form.dataset['swap']
      form.requestSubmit(event.submitter)
    })
  })
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-swap]')
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    event.preventDefault()
    swap(link.dataset['swap']!, link.href, {}).catch(() => location.assign(link.href))
  })
}

async function swap(part: string, url: string, request: RequestInit): Promise<void> {
  const old = document.getElementById(part)
  old?.setAttribute('aria-busy', 'true')
  const answer = await fetch(url, request)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById(part)
  // Another page: the sign-in page, or one that says what is wrong.
  if (!old || !fresh) return location.assign(answer.url)
  const before = new Set([...old.querySelectorAll('[id]')].map(({ id }) => id))
  old.replaceWith(document.adoptNode(fresh))
  // Where the reader was is gone with the old part. What is new in it is what they did.
  const made = [...fresh.querySelectorAll<HTMLElement>('[id][tabindex="-1"]')].find(({ id }) => !before.has(id))
  const refused = fresh.querySelector<HTMLElement>('[aria-invalid]')
  const place = made ?? refused ?? fresh.querySelector<HTMLElement>('[tabindex]')
  ;(place ?? fresh).focus({ preventScroll: !made && !refused })
}
