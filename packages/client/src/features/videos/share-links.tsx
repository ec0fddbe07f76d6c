import { useEffect, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'

export interface ShareLinksProps {
  readonly name: string
  readonly url: string
  readonly embedUrl: string
}

export function ShareLinks({ name, url, embedUrl }: ShareLinksProps) {
  const { t } = useI18n()
  const [seconds, setSeconds] = useState<number | null>(null)
  return (
    <>
      <MomentChoice seconds={seconds} onChoose={setSeconds} />
      <CopyField id="share-link" label={t('video.shareLink')} value={startingAt(url, seconds)} />
      <CopyField
        id="share-embed"
        label={t('video.shareEmbed')}
        value={embedCode(name, startingAt(embedUrl, seconds))}
      />
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

/** @param seconds As PeerTube writes it, `?start=83s`; null for the beginning. */
export function startingAt(address: string, seconds: number | null): string {
  if (seconds === null) return address
  const url = new URL(address)
  url.searchParams.set('start', `${seconds}s`)
  return url.href
}

/** Without JavaScript the text can still be selected; the button only comes with it. */
function CopyField({ id, label, value }: { id: string; label: string; value: string }) {
  const { t } = useI18n()
  const [canCopy, setCanCopy] = useState(false)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => setCanCopy('clipboard' in navigator), [])
  const copy = () => navigator.clipboard.writeText(value).then(() => setIsCopied(true))

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy">
        <input id={id} value={value} readOnly onFocus={event => event.currentTarget.select()} />
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

const ENTITIES: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escapeAttribute = (text: string) => text.replace(/[&"<>]/g, found => ENTITIES[found] ?? found)

/** HTML for another site; the name is escaped because it ends up in that site's page. */
export function embedCode(name: string, embedUrl: string): string {
  const attributes = {
    title: name,
    width: '560',
    height: '315',
    src: embedUrl,
    frameborder: '0',
    allowfullscreen: '',
    sandbox: 'allow-same-origin allow-scripts allow-popups allow-forms'
  }
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`)
  return `<iframe ${written.join(' ')}></iframe>`
}
