import type { FormFault, PageComment, PageTalk, PageUser } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Outcome } from '../../ui/outcome.tsx'
import { withParameter } from '../../ui/paths.ts'
import { Comment } from './comment.tsx'
import { CommentForm } from './comment-form.tsx'

interface Props {
  readonly talk: PageTalk
  /** Where comments are sent to: the page's own address. */
  readonly path: string
  /** Path and query of the present page. */
  readonly here: string
  /** Null for visitors. */
  readonly user: PageUser | null
  readonly signInPath: string
  /** What could not be done on this page, talk or other. */
  readonly refused: FormFault | undefined
}

/** What people say under a video. Forms and links alone; `app/swap.ts` spares the film when there is JavaScript. */
export function Talk({ talk, path, here, user, signInPath, refused }: Props) {
  const { t } = useI18n()
  const pages = Math.ceil(talk.threadsTotal / talk.pageSize)
  const answers = { signInPath, action: `${path}/comments${talk.page > 1 ? `?comments=${talk.page}` : ''}`, refused }
  const comment = refused?.form === 'comment' ? refused : undefined
  // An answer is kept here too, where what it answers is no longer to be seen.
  const written = user && comment && talk.threads.some(thread => holds(thread, comment.id)) ? undefined : comment
  return (
    <section class="talk" id="talk" aria-labelledby="talk-title">
      <h2 id="talk-title" tabIndex={-1}>
        {talk.policy === 'closed' ? t('talk.title') : t('talk.titleCount', { count: talk.total })}
      </h2>
      {talk.policy === 'closed' && <p class="quiet">{t('talk.closed')}</p>}
      {refused && ['delete', 'approve'].includes(refused.form) && <Outcome outcome={{ done: null, fault: refused }} />}
      {((talk.policy !== 'closed' && user) || written) && (
        <CommentForm
          action={`${path}/comments`}
          isChecked={talk.policy === 'approval'}
          isClosed={talk.policy === 'closed'}
          signInPath={signInPath}
          refused={written}
        />
      )}
      {talk.policy !== 'closed' && !user && !written && (
        <p>
          <a href={signInPath}>{t('talk.signIn')}</a>
        </p>
      )}
      {talk.threads.length > 0 && (
        <ol class="talk-threads">
          {talk.threads.map(comment => (
            <li key={comment.id}>
              <Comment comment={comment} path={path} user={user} answers={answers} depth={0} />
            </li>
          ))}
        </ol>
      )}
      {pages > 1 && (
        <nav class="pagination" aria-label={t('talk.pages')}>
          {talk.page > 1 && (
            <a class="button" data-swap="talk" href={`${withParameter(here, 'comments', String(talk.page - 1))}#talk`}>
              {t('talk.newer')}
            </a>
          )}
          <span>{t('pages.position', { page: talk.page, pages })}</span>
          {talk.page < pages && (
            <a class="button" data-swap="talk" href={`${withParameter(here, 'comments', String(talk.page + 1))}#talk`}>
              {t('talk.older')}
            </a>
          )}
        </nav>
      )}
    </section>
  )
}

const holds = ({ id, author, replies }: PageComment, wanted: string): boolean =>
  (author !== null && String(id) === wanted) || replies.some(reply => holds(reply, wanted))
