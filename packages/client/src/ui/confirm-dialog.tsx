import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
  onYes(): void
  onNo(): void
}

/** The browser's own modal: focus stays inside and comes back, Escape says no. The safe answer has the focus first. */
export function ConfirmDialog({ title, text, yes, no, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="dialog-title" aria-describedby="dialog-text" onClose={onNo}>
      <h2 id="dialog-title">{title}</h2>
      <p id="dialog-text">{text}</p>
      <p class="actions">
        <button class="button" type="button" autofocus onClick={() => dialog.current?.close()}>
          {no}
        </button>
        <button class="button button-danger" type="button" onClick={onYes}>
          {yes}
        </button>
      </p>
    </dialog>
  )
}
