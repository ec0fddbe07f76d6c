import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { Toggle } from './choice.tsx'
import { LISTED } from './shortcuts.ts'

interface Props {
  readonly hasShortcuts: boolean
  onShortcuts(hasShortcuts: boolean): void
  onClose(): void
}

/** Which keys do what, and the way to turn them off (WCAG 2.1.4). */
export function ShortcutsDialog({ hasShortcuts, onShortcuts, onClose }: Props) {
  const { t } = useI18n()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="dialog player-shortcuts" aria-labelledby="player-shortcuts-title" onClose={onClose}>
      <h2 id="player-shortcuts-title">{t('player.shortcuts')}</h2>
      <Toggle
        label={t('player.shortcutsOn')}
        hint={t('player.shortcutsHint')}
        isOn={hasShortcuts}
        onToggle={onShortcuts}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('player.shortcut.keys')}</th>
            <th scope="col">{t('player.shortcut.effect')}</th>
          </tr>
        </thead>
        <tbody>
          {LISTED.map(([keys, what]) => (
            <tr key={what}>
              <td>
                {keys.map((key, at) => (
                  <span key={key}>
                    {at > 0 && ` ${t(what === 'tenths' ? 'player.shortcut.to' : 'player.shortcut.or')} `}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </td>
              <td>{t(`player.shortcut.${what}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="player-hint">{t('player.shortcut.where')}</p>
      <p class="actions">
        <button class="button" type="button" onClick={() => dialog.current?.close()}>
          {t('player.close')}
        </button>
      </p>
    </dialog>
  )
}
