import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { FromWhere } from '../../ui/choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { CommentRow, SEVERAL } from './comment-row.tsx'

type CommentsPage = PageOf<'comments'>

interface Props {
  readonly page: CommentsPage
  readonly context: ViewContext
}

export function commentsView(page: CommentsPage, context: ViewContext): View {
  const title = context.i18n.t(`comments.title.${page.of}`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: page.of === 'mine' ? 'library' : 'admin',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Comments page={page} context={context} />
  }
}

const ADDRESSES = { mine: PATHS.commentsOnMine, all: PATHS.allComments } as const

function Comments({ page, context }: Props) {
  const { t } = context.i18n
  const { of, comments, choice } = page
  const address = ADDRESSES[of]
  const isHeld = choice.isHeldForReview !== ''
  return (
    <div class="studio member">
      <div class="admin-top">
        <h1>{t(`comments.title.${of}`)}</h1>
        <p class="quiet">{t(`comments.intro.${of}`)}</p>
      </div>
      <Outcome outcome={page.outcome} />
      <Tabs
        label={t(`comments.title.${of}`)}
        tabs={[
          { path: address, words: t('comments.all'), isHere: !isHeld },
          { path: `${address}?isHeldForReview=true`, words: t('comments.held'), isHere: isHeld }
        ]}
      />
      {(comments.length > 0 || isSearched(page)) && <Search of={of} choice={choice} />}
      {comments.length === 0 ? (
        <Nothing page={page} />
      ) : (
        <>
          <ul class="looked-at">
            {comments.map(comment => (
              <CommentRow key={comment.key} comment={comment} of={of} action={context.path} />
            ))}
          </ul>
          <Several action={context.path} canApprove={comments.some(one => one.isHeld)} />
        </>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

const WORDS = ['search', 'searchAccount', 'searchVideo'] as const
const isSearched = ({ choice }: CommentsPage) => choice.isLocal !== '' || WORDS.some(name => choice[name] !== '')

function Nothing({ page }: Pick<Props, 'page'>) {
  const { t } = useI18n()
  const kind = isSearched(page) ? 'none' : page.choice.isHeldForReview ? 'noneHeld' : 'empty'
  return (
    <Empty
      title={t(`comments.${kind}.title`)}
      text={t(kind === 'empty' ? `comments.empty.text.${page.of}` : `comments.${kind}.text`)}
    />
  )
}

function Search({ of, choice }: Pick<CommentsPage, 'of' | 'choice'>) {
  const { t } = useI18n()
  const input = (name: (typeof WORDS)[number]) => (
    <input id={name} type="search" name={name} value={choice[name]} maxLength={200} />
  )
  return (
    <search>
      <form method="get" class="looked-for">
        {choice.isHeldForReview && <input type="hidden" name="isHeldForReview" value={choice.isHeldForReview} />}
        <div class="field">
          <label for="search">{t('comments.search')}</label>
          <div class="copy">
            {input('search')}
            <button class="button" type="submit">
              {t('comments.find')}
            </button>
          </div>
        </div>
        <details open={choice.searchAccount + choice.searchVideo + choice.isLocal !== ''}>
          <summary>{t('comments.more')}</summary>
          <div class="form-pair">
            {(['searchAccount', 'searchVideo'] as const).map(name => (
              <div key={name} class="field">
                <label for={name}>{t(`comments.${name}`)}</label>
                {input(name)}
              </div>
            ))}
            {of === 'all' && <FromWhere value={choice.isLocal} />}
          </div>
        </details>
      </form>
    </search>
  )
}

/** The boxes that are ticked above belong to this form. */
function Several({ action, canApprove }: { readonly action: string; readonly canApprove: boolean }) {
  const { t } = useI18n()
  return (
    <form id={SEVERAL} method="post" action={action}>
      <fieldset class="people-several">
        <legend>{t('comments.several')}</legend>
        <div class="actions">
          {canApprove && (
            <button class="button" type="submit" name="form" value="approve">
              {t('comments.approve')}
            </button>
          )}
          <details class="sure">
            <summary class="button">{t('comments.severalDelete')}</summary>
            <div class="sure-panel">
              <p>{t('comments.severalSure')}</p>
              <button class="button button-danger" type="submit" name="form" value="delete">
                {t('comments.severalYes')}
              </button>
            </div>
          </details>
        </div>
      </fieldset>
    </form>
  )
}
