import type { ImportForm, ImportOnPage } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { PATHS } from '../../ui/paths.ts'

interface Props {
  readonly one: ImportOnPage
  readonly isEnabled: boolean
}

/** What may be done in which state. */
const ACTS: Record<ImportOnPage['state'], readonly Exclude<ImportForm, 'import'>[]> = {
  waiting: ['cancel'],
  running: [],
  done: ['delete'],
  failed: ['retry', 'delete'],
  cancelled: ['delete']
}

export function ImportRow({ one: { id, address, video, state, reason, words, createdAt }, isEnabled }: Props) {
  const { t, dateTime } = useI18n()
  const acts = ACTS[state].filter(act => isEnabled || act !== 'retry')
  return (
    <li class="sheet import-row">
      <div>
        <h3>{video ? <a href={video.path}>{typeset(video.name)}</a> : address}</h3>
        <p>
          <span class="badge">{t(`imports.state.${state}`)}</span>{' '}
          <time class="quiet" dateTime={createdAt}>
            {t('imports.askedOn', { date: dateTime(createdAt) })}
          </time>
        </p>
        {video && <p class="quiet import-address">{address}</p>}
        {reason && <p>{t(`imports.reason.${reason}`)}</p>}
        {words && (
          <p class="quiet import-address">
            <q lang="en">{words}</q>
          </p>
        )}
      </div>
      {acts.length > 0 && (
        <form method="post" action={PATHS.myImports} class="actions">
          <input type="hidden" name="id" value={id} />
          {acts.map(act => (
            <button
              key={act}
              class="button"
              type="submit"
              name="do"
              value={act}
              aria-label={t(`imports.act.${act}One`, { name: video?.name ?? address })}
            >
              {t(`imports.act.${act}`)}
            </button>
          ))}
        </form>
      )}
    </li>
  )
}
