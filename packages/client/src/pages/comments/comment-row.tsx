import type { CommentToLookAt } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'
import { useI18n } from '../../i18n/i18n.ts'
import { Avatar } from '../../ui/avatar.tsx'

/** The form that is for all comments that are ticked. */
export const SEVERAL = 'several'

interface Props {
  readonly comment: CommentToLookAt
  /** Whose to mute somebody is: the reader's own, or everybody's. */
  readonly of: 'mine' | 'all'
  /** Where forms are sent. */
  readonly action: string
}

export function CommentRow({ comment, of, action }: Props) {
  const { t, dateTime } = useI18n()
  const { author, key, isHeld } = comment
  const named = { name: author.displayName, video: comment.videoName }
  return (
    <li>
      <article class="sheet" aria-label={t('comments.by', named)}>
        <header class="comment-head">
          <input
            class="looked-at-box"
            type="checkbox"
            name="comment"
            value={key}
            form={SEVERAL}
            aria-label={t('comments.choose', named)}
          />
          <Avatar path={author.avatarPath} name={author.displayName} size={40} />
          <p>
            <a class="comment-author" href={author.path}>
              {author.displayName}
            </a>{' '}
            <span class="quiet">@{author.handle}</span>{' '}
            {author.isReader && <span class="badge">{t('comments.you')}</span>}{' '}
            {isHeld && <strong class="badge">{t('comments.held')}</strong>}{' '}
            {comment.tags.map(tag => (
              <span key={tag} class="badge">
                {tag === 'external-link' ? t('comments.hasLink') : tag}
              </span>
            ))}
            <time class="comment-date" dateTime={comment.createdAt}>
              {dateTime(comment.createdAt)}
            </time>
          </p>
        </header>
        <div class="prose comment-text" dangerouslySetInnerHTML={{ __html: comment.html }} />
        <p class="quiet">
          {t('comments.under')} <a href={comment.path}>{comment.videoName}</a>
        </p>
        <div class="actions">
          {isHeld && (
            <Send
              action={action}
              form="approve"
              words={t('comments.approve')}
              of={{ name: 'comment', value: key }}
              label={t('comments.actNamed', { act: t('comments.approve'), ...named })}
            />
          )}
          <Opens words={t('comments.delete')} named={named}>
            <p>{t('comments.deleteSure')}</p>
            <Send
              action={action}
              form="delete"
              words={t('comments.deleteYes')}
              isDanger={true}
              of={{ name: 'comment', value: key }}
            />
          </Opens>
          {!author.isReader && <AboutAuthor comment={comment} of={of} action={action} />}
        </div>
      </article>
    </li>
  )
}

function AboutAuthor({ comment: { author, videoName }, of: whose, action }: Props) {
  const { t } = useI18n()
  const { displayName: name, handle } = author
  const of = { name: 'id', value: handle }
  return (
    <Opens words={t('comments.author')} named={{ name, video: videoName }}>
      <p>{t(`comments.muteText.${whose}`, { name })}</p>
      <Send action={action} of={of} form="mute" words={t('comments.mute')} />
      <p>{t(`comments.deleteAllText.${whose}`, { name })}</p>
      <Send action={action} of={of} form="delete-all" words={t('comments.deleteAll')} isDanger={true} />
    </Opens>
  )
}

interface OpensProps {
  readonly words: string
  readonly named: { readonly name: string; readonly video: string }
  readonly children: ComponentChildren
}

/** Says what follows before it is done: by keyboard, and without a script. */
function Opens({ words, named, children }: OpensProps) {
  const { t } = useI18n()
  return (
    <details class="sure">
      <summary class="button" aria-label={t('comments.actNamed', { act: words, ...named })}>
        {words}
      </summary>
      <div class="sure-panel">{children}</div>
    </details>
  )
}

interface SendProps {
  readonly action: string
  readonly form: string
  /** What it is done to. */
  readonly of: { readonly name: string; readonly value: string }
  readonly words: string
  readonly label?: string
  readonly isDanger?: boolean
}

function Send({ action, form, of, words, label, isDanger }: SendProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" {...of} />
      <button
        class={isDanger ? 'button button-danger' : 'button'}
        type="submit"
        name="form"
        value={form}
        aria-label={label}
      >
        {words}
      </button>
    </form>
  )
}
