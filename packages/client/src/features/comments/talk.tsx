import type { PageTalk, PageUser } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
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
}

/** What people say under a video. Forms and links alone; `app/swap.ts` spares the film when there is JavaScript. */
export function Talk({ talk, path, here, user, signInPath }: Props) {
  const { t } = useI18n()
  const pages = Math.ceil(talk.threadsTotal / talk.pageSize)
  return (
    <section class="talk" id="talk" aria-labelledby="talk-title">
      <h2 id="talk-title" tabIndex={-1}>
        {talk.policy === 'closed' ? t('talk.title') : t('talk.titleCount', { count: talk.total })}
      </h2>
      {talk.policy === 'closed' && <p class="quiet">{t('talk.closed')}</p>}
      {talk.policy !== 'closed' && user && (
        <CommentForm action={`${path}/comments`} isChecked={talk.policy === 'approval'} />
      )}
      {talk.policy !== 'closed' && !user && (
        <p>
          <a href={signInPath}>{t('talk.signIn')}</a>
        </p>
      )}
      {talk.threads.length > 0 && (
        <ol class="talk-threads">
          {talk.threads.map(comment => (
            <li key={comment.id}>
              <Comment comment={comment} path={path} user={user} depth={0} />
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
