import type { ReviewedComment } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { Choice, OneOf, Words } from './choice.tsx'

type AllCommentsPage = PageOf<'all-comments'>

interface Props {
  readonly page: AllCommentsPage
  readonly context: ViewContext
}

export function allCommentsView(page: AllCommentsPage, context: ViewContext): View {
  return adminView('over.comments', context, <AllComments page={page} context={context} />)
}

function AllComments({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('over.comments')} intro={t('over.comments.intro')} outcome={page.outcome} />
      <CommentsChoice choice={page.choice} />
      {page.comments.length === 0 ? (
        <Empty title={t('over.nothing.title')} text={t('over.nothing.text')} />
      ) : (
        <>
          <ul class="people">
            {page.comments.map(comment => (
              <Line key={comment.id} comment={comment} page={page} context={context} />
            ))}
          </ul>
          <form id="several" method="post" action={context.path}>
            <fieldset class="people-several">
              <legend>{t('over.several.comments')}</legend>
              <div class="actions">
                <button class="button" type="submit" name="form" value="approve-several">
                  {t('over.approve')}
                </button>
                <button class="button button-danger" type="submit" name="form" value="delete-several">
                  {t('over.deleteComments')}
                </button>
              </div>
            </fieldset>
          </form>
        </>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function CommentsChoice({ choice }: Pick<AllCommentsPage, 'choice'>) {
  const { t } = useI18n()
  return (
    <Choice>
      <Words name="search" label={t('over.comments.text')} value={choice.search} />
      <Words name="searchAccount" label={t('over.comments.author')} value={choice.searchAccount} />
      <Words name="searchVideo" label={t('over.comments.video')} value={choice.searchVideo} />
      <OneOf
        {...{ name: 'isLocal', label: t('over.from'), value: choice.isLocal }}
        options={[
          ['', t('over.from.any')],
          ['true', t('over.from.here')],
          ['false', t('over.from.elsewhere')]
        ]}
      />
      <OneOf
        {...{ name: 'isHeldForReview', label: t('over.comments.held'), value: choice.isHeldForReview }}
        options={[
          ['', t('over.comments.all')],
          ['true', t('over.comments.waiting')],
          ['false', t('over.comments.shown')]
        ]}
      />
    </Choice>
  )
}

function Line({ comment, page: { outcome }, context: { i18n } }: Props & { readonly comment: ReviewedComment }) {
  const { t, dateTime } = i18n
  const { account, video, heldForReview, text } = comment
  const handle = account ? `${account.name}@${account.host}` : ''
  const id = `${video.uuid}:${comment.id}`
  return (
    <li class="person">
      <div class="person-choice">
        <input
          {...{ type: 'checkbox', name: 'comment', value: id, form: 'several' }}
          aria-label={t('over.choose', { name: text.slice(0, 60) })}
        />
      </div>
      <div class="stack comment-line">
        <p class="quiet">
          <a href={`/a/${handle}`}>{account?.displayName}</a> {handle} · {dateTime(comment.createdAt)}{' '}
          {heldForReview && <span class="badge">{t('over.comments.waiting')}</span>}
          {comment.automaticTags.map(tag => (
            <span key={tag} class="badge">
              {tag}
            </span>
          ))}
        </p>
        <p class="comment-said">{text}</p>
        <p class="quiet">
          {t('over.comments.under')} <a href={`/w/${video.uuid}#comment-${comment.threadId}`}>{video.name}</a>
        </p>
        <div>
          {heldForReview && (
            <DeedForm
              {...{ form: 'approve-comment', id, outcome, title: t('over.approve') }}
              text={t('over.approve.text')}
            />
          )}
          <DeedForm
            {...{ form: 'delete-comment', id, outcome, title: t('mod.deleteComment'), isDanger: true }}
            text={t('mod.deleteComment.text')}
          />
          <DeedForm
            {...{ form: 'remove-comments', id: handle, outcome: NONE, isDanger: true }}
            title={t('mod.removeComments', { name: handle })}
            text={t('mod.removeComments.text')}
          />
          <DeedForm
            {...{ form: 'mute-account', id: handle, outcome: NONE }}
            title={t('mod.muteAccount', { name: handle })}
            text={t('mod.muteAccount.text')}
          />
        </div>
      </div>
    </li>
  )
}

/** Many lines have the same: none of them opens by itself. */
const NONE = { done: null, fault: null } as const
