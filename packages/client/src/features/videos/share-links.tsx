import { useEffect, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { EmbedChoices, type KnownCaptions } from './embed-choices.tsx'
import { embedCode, PLAIN_EMBED, startingAt } from './embed-code.ts'

export interface ShareLinksProps {
  readonly name: string
  readonly url: string
  readonly embedUrl: string
  /** Width to height of the picture. */
  readonly aspectRatio: number
  readonly captions: readonly KnownCaptions[]
}

/** Without JavaScript the plain address and the plain code can still be selected; choices and buttons come with it. */
export function ShareLinks({ url, captions, ...film }: ShareLinksProps) {
  const { t } = useI18n()
  const [choice, setChoice] = useState(PLAIN_EMBED)
  const [canChoose, setCanChoose] = useState(false)
  useEffect(() => setCanChoose(true), [])
  return (
    <>
      <MomentChoice
        seconds={choice.startSeconds}
        onChoose={startSeconds => setChoice(known => ({ ...known, startSeconds }))}
      />
      <CopyField id="share-link" label={t('video.shareLink')} value={startingAt(url, choice.startSeconds)} />
      <CopyField id="share-embed" label={t('video.shareEmbed')} value={embedCode(film, choice)} isLong />
      {canChoose && (
        <EmbedChoices
          choice={choice}
          captions={captions}
          onChange={change => setChoice(known => ({ ...known, ...change }))}
        />
      )}
    </>
  )
}

interface MomentChoiceProps {
  readonly seconds: number | null
  readonly onChoose: (seconds: number | null) => void
}

/** Only JavaScript knows how far the film is. */
function MomentChoice({ seconds, onChoose }: MomentChoiceProps) {
  const { t, duration } = useI18n()
  const [canChoose, setCanChoose] = useState(false)
  useEffect(() => setCanChoose(document.querySelector('video') !== null), [])
  if (!canChoose) return null
  const choose = (isWanted: boolean) =>
    onChoose(isWanted ? Math.floor(document.querySelector('video')?.currentTime ?? 0) : null)
  return (
    <p class="check">
      <input
        id="share-moment"
        type="checkbox"
        checked={seconds !== null}
        onChange={event => choose(event.currentTarget.checked)}
      />
      <label for="share-moment">
        {seconds === null ? t('video.shareMoment') : t('video.shareMomentAt', { time: duration(seconds) })}
      </label>
    </p>
  )
}

interface CopyFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  /** Shown whole. */
  readonly isLong?: boolean
}

function CopyField({ id, label, value, isLong }: CopyFieldProps) {
  const { t } = useI18n()
  const [canCopy, setCanCopy] = useState(false)
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => setCanCopy('clipboard' in navigator), [])
  const copy = () => navigator.clipboard.writeText(value).then(() => setCopied(value))
  // What was chosen since has not been copied.
  const isCopied = copied === value

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={isLong ? 'copy copy-long' : 'copy'}>
        {isLong ? (
          <textarea
            id={id}
            rows={6}
            spellcheck={false}
            value={value}
            readOnly
            onFocus={event => event.currentTarget.select()}
          />
        ) : (
          <input id={id} value={value} readOnly onFocus={event => event.currentTarget.select()} />
        )}
        {canCopy && (
          <button class="button" type="button" onClick={copy}>
            {t(isCopied ? 'video.copied' : 'video.copy')}
          </button>
        )}
      </div>
      <span class="unseen" role="status">
        {isCopied ? t('video.copied') : ''}
      </span>
    </div>
  )
}
