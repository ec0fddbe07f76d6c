import { useI18n } from '../i18n/i18n.ts'
import { Avatar } from './avatar.tsx'
import { Field, tied } from './field.tsx'

interface Props {
  readonly kind: 'avatar' | 'banner'
  /** Takes the file as `avatarfile` or `bannerfile`; removal goes to `remove` below it. */
  readonly action: string
  /** Null when there is none. */
  readonly path: string | null
  /** Whose picture it is. */
  readonly name: string
  /** Whether the file just sent was refused. */
  readonly isRefused: boolean
}

/** The picture of an account or a channel as it is, another one instead, or none. Forms of its own: no script is needed. */
export function PictureForm({ kind, action, path, name, isRefused }: Props) {
  const { t } = useI18n()
  const id = `${kind}file`
  const notes = { hint: t(`picture.${kind}.hint`), fault: isRefused ? t('picture.fault') : undefined }
  return (
    <div class="stack" id={kind}>
      {kind === 'avatar' && <Avatar path={path} name={name} size={120} />}
      {kind === 'banner' && path && <img src={path} alt="" width={600} height={99} loading="lazy" decoding="async" />}
      <form class="form" method="post" action={`${action}#${kind}`} encType="multipart/form-data">
        <Field id={id} label={t(`picture.${kind}`)} {...notes}>
          <input {...tied(id, notes)} type="file" name={id} accept=".png,.jpg,.jpeg,.gif,.webp" required />
        </Field>
        <p class="actions">
          <button class="button" type="submit">
            {t(`picture.${kind}.send`)}
          </button>
        </p>
      </form>
      {path && (
        <form method="post" action={`${action}/remove`}>
          <button class="button" type="submit">
            {t(`picture.${kind}.remove`)}
          </button>
        </form>
      )}
    </div>
  )
}
