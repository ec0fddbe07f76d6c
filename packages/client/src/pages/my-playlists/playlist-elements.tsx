import type { FormFault, OwnElement } from '@colombier/server/contract'
import type { PageOf, ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

interface Props {
  readonly page: PageOf<'my-playlist'>
  readonly context: ViewContext
}

/** In their order, which buttons change; with JavaScript, handles too. */
export function PlaylistElements({ page: { elements, total, outcome }, context }: Props) {
  const { t } = context.i18n
  const action = context.path
  return (
    <section class="playlist-order" aria-labelledby="elements">
      <h2 id="elements" tabIndex={-1}>
        {t('playlists.elements')}
      </h2>
      {total === 0 && <p class="quiet">{t('playlists.none')}</p>}
      <p class="quiet" id="handle-hint" hidden>
        {t('playlists.hint')}
      </p>
      <p class="unseen" role="status" id="moved" />
      <ol id="order">
        {elements.map(element => (
          <Row
            key={element.id}
            element={element}
            total={total}
            action={action}
            fault={outcome.fault?.id === String(element.id) ? outcome.fault : null}
          />
        ))}
      </ol>
    </section>
  )
}

interface RowProps {
  readonly element: OwnElement
  readonly total: number
  readonly action: string
  readonly fault: FormFault | null
}

function Row({ element, total, action, fault }: RowProps) {
  const { t } = useI18n()
  const { id, position } = element
  const name = element.path ? element.name : t('playlists.gone')
  const sent = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="position" value={position} />
    </>
  )
  return (
    <li class="sheet order-row" id={`element-${id}`} tabIndex={-1} data-name={name}>
      <button
        class="order-handle"
        type="button"
        hidden
        aria-label={t('playlists.handle', { name })}
        aria-describedby="handle-hint"
      >
        <svg width="16" height="24" viewBox="0 0 16 24" aria-hidden="true" focusable="false">
          <path d="M3 4h3v3H3zm7 0h3v3h-3zM3 10.5h3v3H3zm7 0h3v3h-3zM3 17h3v3H3zm7 0h3v3h-3z" />
        </svg>
      </button>
      <span class="order-place" aria-hidden="true">
        {position}
      </span>
      <Film element={element} name={name} />
      <div class="actions order-actions">
        <form method="post" action={action} class="order-move">
          {sent}
          <input type="hidden" name="form" value="move" />
          <Step isUp={true} to={position - 1} label={t('playlists.up', { name })} isOff={position === 1} />
          <Step isUp={false} to={position + 1} label={t('playlists.down', { name })} isOff={position === total} />
        </form>
        <form method="post" action={action}>
          {sent}
          <button
            class="button"
            type="submit"
            name="form"
            value="remove"
            aria-label={t('playlists.removeNamed', { name })}
          >
            {t('playlists.remove')}
          </button>
        </form>
        {element.path && <Span element={element} action={action} fault={fault} />}
      </div>
    </li>
  )
}

interface StepProps {
  readonly isUp: boolean
  readonly to: number
  readonly label: string
  readonly isOff: boolean
}

function Step({ isUp, to, label, isOff }: StepProps) {
  return (
    <button class="button" type="submit" name="to" value={to} aria-label={label} disabled={isOff}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={isUp ? 'M8 2 14 9H10v5H6V9H2z' : 'M8 14 2 7h4V2h4v5h4z'} />
      </svg>
    </button>
  )
}

function Film({ element, name }: { element: OwnElement; name: string }) {
  const { t, duration } = useI18n()
  const { path, channelName, durationSeconds, startSeconds, stopSeconds } = element
  if (!path) return <p class="order-film quiet">{name}</p>
  const parts = [
    channelName,
    duration(durationSeconds),
    startSeconds === null ? '' : t('playlists.from', { time: duration(startSeconds) }),
    stopSeconds === null ? '' : t('playlists.until', { time: duration(stopSeconds) })
  ]
  return (
    <div class="order-film">
      {element.thumbnailPath && (
        <img src={element.thumbnailPath} alt="" width={112} height={63} loading="lazy" decoding="async" />
      )}
      <p>
        <a href={path}>{name}</a>
        <span class="quiet">{parts.filter(Boolean).join(' · ')}</span>
      </p>
    </div>
  )
}

function Span({ element, action, fault }: Pick<RowProps, 'element' | 'action' | 'fault'>) {
  const { t, duration } = useI18n()
  const mine = fault?.form === 'span' ? fault : null
  const fields = [
    ['startTimestamp', t('playlists.start'), t('playlists.startFault'), element.startSeconds],
    ['stopTimestamp', t('playlists.stop'), t('playlists.stopFault'), element.stopSeconds]
  ] as const
  return (
    <details class="order-span" open={mine !== null}>
      <summary class="button" aria-label={t('playlists.spanNamed', { name: element.name })}>
        {t('playlists.span')}
      </summary>
      <form class="form" method="post" action={action}>
        <input type="hidden" name="form" value="span" />
        <input type="hidden" name="id" value={element.id} />
        <div class="form-pair">
          {fields.map(([name, label, words, seconds]) => {
            const id = `${name}-${element.id}`
            const isFaulty = mine?.fields.includes(name) || (mine?.fields.length === 0 && name === 'stopTimestamp')
            const notes = { hint: t('playlists.momentHint'), fault: isFaulty ? words : undefined }
            return (
              <Field key={name} id={id} label={label} {...notes}>
                <input
                  {...tied(id, notes)}
                  name={name}
                  autocomplete="off"
                  maxLength={12}
                  defaultValue={mine?.values[name] ?? (seconds === null ? '' : duration(seconds))}
                />
              </Field>
            )
          })}
        </div>
        <p class="actions">
          <button class="button button-main" type="submit">
            {t('playlists.save')}
          </button>
        </p>
      </form>
    </details>
  )
}
