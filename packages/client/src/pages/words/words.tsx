import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'

type WordsPage = PageOf<'watched-words'>
type List = WordsPage['lists'][number]

interface Props {
  readonly page: WordsPage
  readonly context: ViewContext
}

export function wordsView(page: WordsPage, context: ViewContext): View {
  const title = context.i18n.t(`words.${page.by}.title`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: page.by === 'server' ? 'admin' : 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Words page={page} context={context} />
  }
}

function Words({ page, context }: Props) {
  const { t } = context.i18n
  const { by, lists, outcome } = page
  return (
    <div class={by === 'server' ? 'studio admin' : 'studio member'}>
      <div class="admin-top">
        <h1>{t(`words.${by}.title`)}</h1>
        <p class="quiet">{t(`words.${by}.intro`)}</p>
        <p class="quiet">{t('words.how')}</p>
      </div>
      <Outcome outcome={outcome} />
      <details class="disclosure" open={outcome.fault?.form === 'add' || page.total === 0}>
        <summary>{t('words.add')}</summary>
        <form method="post" class="form">
          <input type="hidden" name="form" value="add" />
          <ListFields page={page} form="add" />
          <p>
            <button class="button button-main" type="submit">
              {t('words.addDo')}
            </button>
          </p>
        </form>
      </details>
      {lists.length > 0 && (
        <ul class="words-lists" aria-label={t(`words.${by}.title`)}>
          {lists.map(list => (
            <li key={list.id} class="sheet">
              <WordsList list={list} page={page} />
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
      {by === 'member' && <Holding page={page} />}
    </div>
  )
}

function WordsList({ list, page }: { readonly list: List; readonly page: WordsPage }) {
  const { t } = useI18n()
  const id = String(list.id)
  return (
    <>
      <h2>{list.listName}</h2>
      <p class="quiet">{t('words.count', { count: list.words.length })}</p>
      <ul class="words">
        {list.words.slice(0, SHOWN).map(word => (
          <li key={word} class="badge">
            {word}
          </li>
        ))}
        {list.words.length > SHOWN && <li>{t('words.more', { count: list.words.length - SHOWN })}</li>}
      </ul>
      <div>
        <DeedForm form="change" id={id} outcome={page.outcome} title={t('words.change')} text={t('words.later')}>
          <ListFields page={page} form="change" list={list} />
        </DeedForm>
        <DeedForm
          form="remove"
          id={id}
          outcome={page.outcome}
          title={t('words.remove', { name: list.listName })}
          text={t('words.removeText')}
          isDanger
        />
      </div>
    </>
  )
}

/** The others are seen where they are changed. */
const SHOWN = 40

interface FieldsProps {
  readonly page: WordsPage
  readonly form: 'add' | 'change'
  readonly list?: List
}

function ListFields({ page: { outcome }, form, list }: FieldsProps) {
  const { t } = useI18n()
  const suffix = list ? String(list.id) : 'new'
  const sent = outcome.fault
  const fault = sent?.form === form && (!list || sent.id === String(list.id)) ? sent : null
  const areWordsAtFault = fault?.fields.some(name => name.startsWith('words')) ?? false
  // A name that is taken is told as the whole being at fault.
  const isNameAtFault = fault !== null && (fault.fields.includes('listName') || fault.fields.length === 0)
  const name = { hint: t('words.nameHint'), fault: isNameAtFault ? t('words.fault.name') : undefined }
  const words = { hint: t('words.wordsHint'), fault: areWordsAtFault ? t('words.fault.words') : undefined }
  return (
    <>
      <Field id={`name-${suffix}`} label={t('words.name')} {...name}>
        <input
          {...tied(`name-${suffix}`, name)}
          name="listName"
          defaultValue={fault?.values['listName'] ?? list?.listName ?? ''}
          maxLength={100}
          autocomplete="off"
          required
        />
      </Field>
      <Field id={`words-${suffix}`} label={t('words.words')} {...words}>
        <textarea
          {...tied(`words-${suffix}`, words)}
          name="words"
          rows={6}
          spellcheck={false}
          defaultValue={fault?.values['words'] ?? list?.words.join('\n') ?? ''}
          required
        />
      </Field>
    </>
  )
}

function Holding({ page: { tags } }: Pick<Props, 'page'>) {
  const { t } = useI18n()
  return (
    <section class="sheet" aria-labelledby="holding">
      <h2 id="holding">{t('words.hold')}</h2>
      <p>{t('words.holdText')}</p>
      <p>
        <a href={`${PATHS.commentsOnMine}?isHeldForReview=true`}>{t('words.waiting')}</a>
      </p>
      <form method="post" action={PATHS.myWords} class="form">
        <input type="hidden" name="form" value="hold" />
        <fieldset class="words-tags">
          <legend>{t('words.holdLegend')}</legend>
          {tags.map(({ name, isLink, isHolding }) => (
            <label key={name} class="check">
              <input type="checkbox" name="review" value={name} checked={isHolding} />
              <span>{isLink ? t('words.link') : t('words.ofList', { name })}</span>
            </label>
          ))}
        </fieldset>
        <p>
          <button class="button" type="submit">
            {t('words.holdDo')}
          </button>
        </p>
      </form>
    </section>
  )
}
