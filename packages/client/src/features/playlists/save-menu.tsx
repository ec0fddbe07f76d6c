import type { FormFault, PageSaving } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { PATHS, signInPath } from '../../ui/paths.ts'
import { playlistName } from './playlist-name.ts'

interface Props {
  /** Null for who is not signed in. */
  readonly saving: PageSaving | null
  /** The video's page, without a query. */
  readonly path: string
  /** Why the last press did nothing. */
  readonly refused: FormFault | undefined
}

type List = PageSaving['lists'][number]

/** Keeps the video in playlists of one's own. Each press is a form of its own, and is told. */
export function SaveMenu({ saving, path, refused }: Props) {
  const { t } = useI18n()
  if (!saving)
    return (
      <a class="button" href={signInPath(path)}>
        {t('save.save')}
      </a>
    )
  const { lists, said } = saving
  const isSaved = lists.some(({ elementId }) => elementId !== null)
  const action = `${path}/save`
  const misnamed = refused?.fields.includes('displayName') ? refused : undefined
  return (
    <details class="save" id="save" open={said !== null || refused !== undefined}>
      <summary class="button">{t(isSaved ? 'save.saved' : 'save.save')}</summary>
      <div class="sheet save-panel">
        {said && <Said said={said} />}
        {refused && !misnamed && (
          <div id="save-said" tabIndex={-1}>
            <Outcome outcome={{ done: null, fault: refused }} />
          </div>
        )}
        <h2 class="unseen">{t('save.title')}</h2>
        <ul>
          {lists.map(list => (
            <li key={list.id}>
              <Toggle list={list} action={action} />
            </li>
          ))}
        </ul>
        <NewList action={action} refused={misnamed} />
        <p>
          <a href={PATHS.myPlaylists}>{t('playlists.title')}</a>
        </p>
      </div>
    </details>
  )
}

function Said({ said }: { said: NonNullable<PageSaving['said']> }) {
  const i18n = useI18n()
  return (
    <p class="notice-title" id="save-said" role="status" tabIndex={-1}>
      {i18n.t(`save.said.${said.deed}` satisfies MessageKey, { name: playlistName(i18n, said) })}
    </p>
  )
}

function Toggle({ list, action }: { list: List; action: string }) {
  const i18n = useI18n()
  const isIn = list.elementId !== null
  return (
    <form method="post" action={action} data-swap="save">
      <input type="hidden" name="list" value={list.id} />
      {isIn && <input type="hidden" name="element" value={list.elementId!} />}
      <button class="button save-list" type="submit" name="form" value={isIn ? 'remove' : 'add'} aria-pressed={isIn}>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path d={isIn ? CHECKED : BOX} />
        </svg>
        {playlistName(i18n, list)}
      </button>
    </form>
  )
}

const BOX = 'M3 3v14h14V3zm2 2h10v10H5z'
const CHECKED = 'M3 3v14h14V3zm5.6 11L5 10.4l1.4-1.4 2.2 2.2L13.6 6.2 15 7.6z'

function NewList({ action, refused }: { action: string; refused: FormFault | undefined }) {
  const { t } = useI18n()
  const notes = { hint: t('save.newHint'), fault: refused && t('playlists.nameFault') }
  return (
    <form class="form" method="post" action={action} data-swap="save">
      <Field id="save-name" label={t('save.new')} {...notes}>
        <input
          {...tied('save-name', notes)}
          name="displayName"
          maxLength={120}
          required={true}
          value={refused?.values['displayName']}
        />
      </Field>
      <p class="actions">
        <button class="button" type="submit" name="form" value="make">
          {t('save.make')}
        </button>
      </p>
    </form>
  )
}
