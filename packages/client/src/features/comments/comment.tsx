import type { FormFault, PageComment, PageUser } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { MuteAuthor } from '../moderation/mute-author.tsx'
import { CommentForm } from './comment-form.tsx'

interface Props {
  readonly comment: PageComment
  /** Of the video's page. */
  readonly path: string
  /** Null for visitors. */
  readonly user: PageUser | null
  /** Where answers are sent to, and what of the page could not be done. */
  readonly answers: { readonly action: string; readonly signInPath: string; readonly refused: FormFault | undefined }
  readonly depth: number
}

/** Deeper answers stand under each other: a narrow screen has no room for stairs. */
const INDENTED_MAX = 2

export function Comment({ comment, depth, ...shared }: Props) {
  return (
    <>
      <article class="comment" id={`comment-${comment.id}`} tabIndex={-1}>
        {comment.author ? <Said comment={comment} {...shared} /> : <Gone />}
      </article>
      {comment.replies.length > 0 && (
        <ol class={depth < INDENTED_MAX ? 'comment-replies' : undefined}>
          {comment.replies.map(reply => (
            <li key={reply.id}>
              <Comment comment={reply} depth={depth + 1} {...shared} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function Gone() {
  const { t } = useI18n()
  return <p class="quiet">{t('talk.deleted')}</p>
}

function Said({ comment, path, user, answers: { action, signInPath, refused } }: Omit<Props, 'depth'>) {
  const { t, dateTime } = useI18n()
  const { author } = comment
  if (!author) return null
  const answer = refused?.form === 'comment' && refused.id === String(comment.id) ? refused : undefined
  return (
    <>
      <header class="comment-head">
        <Avatar path={author.avatarPath} name={author.displayName} size={40} />
        <p>
          <a class="comment-author" href={author.path}>
            {author.displayName}
          </a>{' '}
          <span class="quiet">@{author.handle}</span>{' '}
          {comment.isByOwner && <span class="badge">{t('talk.owner')}</span>}{' '}
          {comment.isHeld && <span class="badge">{t('talk.held')}</span>}
          <time class="comment-date" dateTime={comment.createdAt}>
            {dateTime(comment.createdAt)}
          </time>
        </p>
      </header>
      <div class="prose comment-text" dangerouslySetInnerHTML={{ __html: comment.html }} />
      <div class="comment-actions">
        {user && (
          <details open={answer !== undefined}>
            <summary class="link">{t('talk.reply')}</summary>
            <CommentForm action={action} signInPath={signInPath} parentId={comment.id} refused={answer} />
          </details>
        )}
        {comment.mayApprove && (
          <form method="post" action={`${path}/comments/${comment.id}/approve`} data-swap="talk">
            <button class="button" type="submit" aria-label={t('talk.approveNamed', { name: author.displayName })}>
              {t('talk.approve')}
            </button>
          </form>
        )}
        {comment.mayDelete && (
          <details>
            <summary class="link">{t('talk.delete')}</summary>
            <form
              class="comment-delete"
              method="post"
              action={`${path}/comments/${comment.id}/delete`}
              data-swap="talk"
            >
              <p>{t('talk.deleteSure')}</p>
              <button class="button button-danger" type="submit">
                {t('talk.deleteYes')}
              </button>
            </form>
          </details>
        )}
        {user?.isModerator && author.handle !== user.username && <MuteAuthor author={author} path={path} />}
        <a
          class="quiet"
          href={`${path}/report?comment=${comment.id}`}
          aria-label={t('report.linkNamed', { name: author.displayName })}
        >
          {t('report.link')}
        </a>
      </div>
    </>
  )
}
