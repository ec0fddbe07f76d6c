/** Puts a playlist in order without leaving its page: by drag, by the arrow keys, by its buttons. */
import { movePlaylistVideo } from '../api/playlists.ts'
import type { MyPlaylistData } from '../pages/my-playlists/my-playlist.tsx'
import { readPage } from './island.tsx'
import { makeSortable } from './sortable.ts'

const { data, i18n } = readPage<MyPlaylistData>()
const list = document.querySelector<HTMLElement>('#order')!
const said = document.querySelector<HTMLElement>('#moved')!
const rows = () => [...list.children] as HTMLElement[]
const first = Number(placeOf(rows()[0]!))

for (const handle of list.querySelectorAll<HTMLElement>('.order-handle')) handle.hidden = false
document.querySelector<HTMLElement>('#handle-hint')!.hidden = false

let saving = Promise.resolve()
const sortable = makeSortable(list, '.order-handle', (row, { from, to }) => {
  for (const [at, other] of rows().entries()) number(other, first + at)
  said.textContent = i18n.t('playlists.moved', {
    name: row.dataset['name'] ?? '',
    position: first + to,
    total: data.total
  })
  // One after the other: each counts from where the one before left things.
  saving = saving.then(() => movePlaylistVideo(data.uuid, first + from, first + to)).catch(giveUp)
})

list.addEventListener('submit', event => {
  const form = event.target as HTMLElement
  const pressed = event.submitter as HTMLButtonElement | null
  const row = form.closest('li')
  if (!row || !pressed || pressed.name !== 'to') return
  const to = Number(pressed.value) - first
  // On another page of the list: the form itself leads there.
  if (!rows()[to]) return
  event.preventDefault()
  sortable.move(row, to)
  // A button that leads nowhere any more cannot keep the focus.
  if (pressed.disabled) form.querySelector<HTMLElement>('button:enabled')?.focus()
})

function placeOf(row: HTMLElement): string {
  return row.querySelector<HTMLInputElement>('[name=position]')!.value
}

/** All that a row says of its place, for the eye and for its forms. */
function number(row: HTMLElement, position: number): void {
  row.querySelector('.order-place')!.textContent = i18n.number(position)
  for (const input of row.querySelectorAll<HTMLInputElement>('[name=position]')) input.value = String(position)
  const link = row.querySelector<HTMLAnchorElement>('.order-film a')
  if (link) link.href = link.href.replace(/playlistPosition=\d+/, `playlistPosition=${position}`)
  const [up, down] = row.querySelectorAll<HTMLButtonElement>('[name=to]')
  step(up!, position - 1)
  step(down!, position + 1)
}

function step(button: HTMLButtonElement, to: number): void {
  button.value = String(to)
  button.disabled = to < 1 || to > data.total
}

/** The server has another order than this page: only loading it again helps. */
function giveUp(): void {
  sortable.end()
  said.classList.replace('unseen', 'said')
  said.textContent = i18n.t('playlists.notMoved')
  said.scrollIntoView({ block: 'center' })
}
