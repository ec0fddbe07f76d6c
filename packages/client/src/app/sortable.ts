/**
 * A list whose rows are put in another order by hand: dragged by their handle, or moved by the arrow keys, Home and End
 * while the handle has the focus. The row itself never leaves the page, the others step round it: focus and drag stay.
 */
export interface Sortable {
  /** @param to Place from 0. */
  move(row: HTMLElement, to: number): void
  end(): void
}

interface Moved {
  readonly from: number
  readonly to: number
}

const EDGE_PX = 60
const SCROLL_PX = 14

/** @param onMoved Once for each move, when it is over. */
export function makeSortable(
  list: HTMLElement,
  handle: string,
  onMoved: (row: HTMLElement, moved: Moved) => void
): Sortable {
  const ending = new AbortController()
  const { signal } = ending
  const rows = () => [...list.children] as HTMLElement[]
  const placeOf = (row: HTMLElement) => rows().indexOf(row)

  function place(row: HTMLElement, to: number): void {
    for (let at = placeOf(row); at < to; at++) row.before(row.nextElementSibling!)
    for (let at = placeOf(row); at > to; at--) row.after(row.previousElementSibling!)
  }

  function move(row: HTMLElement, wanted: number): void {
    const from = placeOf(row)
    const to = Math.min(Math.max(0, wanted), rows().length - 1)
    if (from === to) return
    place(row, to)
    onMoved(row, { from, to })
  }

  const rowOf = (event: Event) => (event.target as Element).closest(handle)?.closest('li') ?? null

  list.addEventListener(
    'keydown',
    event => {
      const row = rowOf(event)
      if (!row || event.altKey || event.ctrlKey || event.metaKey || row.classList.contains(DRAGGED)) return
      const at = placeOf(row)
      const places: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows().length - 1 }
      const to = places[event.key]
      if (to === undefined) return
      event.preventDefault()
      move(row, to)
      row.scrollIntoView({ block: 'nearest' })
    },
    { signal }
  )

  list.addEventListener(
    'pointerdown',
    event => {
      const row = rowOf(event)
      if (!row || event.button !== 0) return
      event.preventDefault()
      drag(row, event)
    },
    { signal }
  )

  function drag(row: HTMLElement, { pointerId, target }: PointerEvent): void {
    const grip = (target as Element).closest<HTMLElement>(handle)!
    const from = placeOf(row)
    const over = new AbortController()
    const finish = (isKept: boolean) => {
      over.abort()
      row.classList.remove(DRAGGED)
      const to = placeOf(row)
      if (!isKept) place(row, from)
      else if (to !== from) onMoved(row, { from, to })
    }
    grip.focus()
    grip.setPointerCapture(pointerId)
    row.classList.add(DRAGGED)
    const during = { signal: AbortSignal.any([over.signal, signal]) }
    grip.addEventListener(
      'pointermove',
      ({ clientY }) => {
        if (clientY < EDGE_PX) scrollBy(0, -SCROLL_PX)
        if (clientY > innerHeight - EDGE_PX) scrollBy(0, SCROLL_PX)
        const others = rows().filter(other => other !== row)
        const before = others.findIndex(other => clientY < middleOf(other))
        place(row, before === -1 ? others.length : before)
      },
      during
    )
    grip.addEventListener('pointerup', () => finish(true), during)
    grip.addEventListener('pointercancel', () => finish(false), during)
    grip.addEventListener('keydown', event => event.key === 'Escape' && finish(false), during)
  }

  return { move, end: () => ending.abort() }
}

const DRAGGED = 'is-dragged'

function middleOf(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect()
  return top + height / 2
}
