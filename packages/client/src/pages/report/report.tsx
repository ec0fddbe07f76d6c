import type { PredefinedReason, ReportTarget } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS, signInPath } from '../../ui/paths.ts'

type ReportPage = PageOf<'report'>

/** In the order shown. One that is missing here does not compile. */
const REASONS: Record<PredefinedReason, true> = {
  violentOrRepulsive: true,
  hatefulOrAbusive: true,
  spamOrMisleading: true,
  privacy: true,
  rights: true,
  serverRules: true,
  thumbnails: true,
  captions: true
}
const REASON_NAMES = Object.keys(REASONS) as PredefinedReason[]

export function reportView(page: ReportPage, context: ViewContext): View {
  const { t } = context.i18n
  const title = t(`report.${page.target.kind}`)
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: (
      <div class="report">
        <h1>{title}</h1>
        {context.user ? <ReportForm page={page} context={context} /> : <HowElse page={page} context={context} />}
        <p>
          <a href={page.target.path}>{t('report.cancel')}</a>
        </p>
      </div>
    )
  }
}

interface Props {
  readonly page: ReportPage
  readonly context: ViewContext
}

function HowElse({ page, context }: Props) {
  const { t } = useI18n()
  return (
    <>
      <p>{t('report.visitor')}</p>
      <p>
        <a class="button button-main" href={signInPath(context.path)}>
          {t('site.signIn')}
        </a>
      </p>
      {page.hasContactForm && (
        <p>
          {t('report.visitorContact')} <a href={PATHS.contact}>{t('report.contact')}</a>
        </p>
      )}
    </>
  )
}

function ReportForm({ page: { target, values, faults }, context }: Props) {
  const { t } = useI18n()
  const reason = { hint: t('report.wordsHint'), fault: faults.reason && t(`report.fault.${faults.reason}`) }
  const isFaulty = Object.keys(faults).length > 0
  return (
    <form class="form" method="post" action={context.path}>
      {isFaulty && (
        <Notice tone="fault" role="alert">
          <p>{t('report.fault.summary')}</p>
        </Notice>
      )}
      <About target={target} />
      <p class="quiet">{t('report.next')}</p>
      <Reasons chosen={values.predefinedReasons} />
      <Field id="reason" label={t('report.words')} {...reason}>
        <textarea
          {...tied('reason', reason)}
          name="reason"
          rows={5}
          minLength={2}
          maxLength={3000}
          defaultValue={values.reason}
          required
        />
      </Field>
      {target.kind === 'video' && <Moments values={values} faults={faults} />}
      <button class="button button-main" type="submit">
        {t('report.send')}
      </button>
    </form>
  )
}

function About({ target: { kind, name, words } }: { target: ReportTarget }) {
  const { t } = useI18n()
  return (
    <>
      <p>{t(`report.about.${kind}`, { name })}</p>
      {words && <blockquote class="report-words">{words}</blockquote>}
    </>
  )
}

function Reasons({ chosen }: { chosen: ReportPage['values']['predefinedReasons'] }) {
  const { t } = useI18n()
  return (
    <fieldset class="report-reasons" aria-describedby="reasons-hint">
      <legend>{t('report.reasons')}</legend>
      <p class="field-hint" id="reasons-hint">
        {t('report.reasonsHint')}
      </p>
      {REASON_NAMES.map(name => (
        <label key={name} class="check">
          <input type="checkbox" name="predefinedReasons" value={name} defaultChecked={chosen.includes(name)} />
          <span>
            {t(`report.reason.${name}`)}
            <span class="quiet">{t(`report.reason.${name}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Moments({ values, faults }: Pick<ReportPage, 'values' | 'faults'>) {
  const { t } = useI18n()
  return (
    <fieldset class="report-reasons" aria-describedby="moment-hint">
      <legend>{t('report.moment')}</legend>
      <p class="field-hint" id="moment-hint">
        {t('report.momentHint')}
      </p>
      <div class="form-pair">
        {(['startAt', 'endAt'] as const).map(name => {
          const about = { fault: faults[name] && t(`report.fault.${faults[name]}`) }
          return (
            <Field key={name} id={name} label={t(`report.${name}`)} {...about}>
              <input {...tied(name, about)} name={name} defaultValue={values[name]} maxLength={20} autocomplete="off" />
            </Field>
          )
        })}
      </div>
    </fieldset>
  )
}
