import { useI18n } from '../../i18n/i18n.ts'
import { type Meter, shareOf } from './meter.ts'
import type { SharingState } from './sharing.ts'

interface Props {
  readonly state: SharingState
  onChoose(isYes: boolean): void
}

/**
 * Asked under the picture, once others watch too: before, there is nobody to share with, and nothing to decide. It
 * stops nothing and covers nothing; who does not answer shares nothing.
 */
export function SharingQuestion({ state, onChoose }: Props) {
  const { t } = useI18n()
  return (
    <div class="sharing-question-place" aria-live="polite">
      {state.isAsking && (
        <section class="sharing-question" aria-label={t('player.p2p.title')}>
          <div>
            <p class="sharing-question-title">{t('player.p2p.question')}</p>
            <p>{t('player.p2p.explanation')}</p>
          </div>
          <p class="actions">
            <button class="button" type="button" onClick={() => onChoose(true)}>
              {t('player.p2p.yes')}
            </button>
            <button class="button" type="button" onClick={() => onChoose(false)}>
              {t('player.p2p.no')}
            </button>
          </p>
        </section>
      )}
    </div>
  )
}

/** What is shared, and the way to change one's mind. */
export function SharingPanel({ state, onChoose }: Props) {
  const { t } = useI18n()
  const { status, meter } = state
  const isOn = status !== 'refused' && status !== 'unable'
  return (
    <details class="sharing">
      <summary>{t('player.p2p.summary', { status: t(isOn ? 'player.p2p.on' : 'player.p2p.off') })}</summary>
      <div class="sharing-panel">
        <p>{t(`player.p2p.${status}`)}</p>
        <MeterList meter={meter} />
        {status !== 'unable' && (
          <>
            {!state.isAsking && <p class="quiet">{t('player.p2p.explanation')}</p>}
            <button class="button" type="button" onClick={() => onChoose(!isOn)}>
              {t(isOn ? 'player.p2p.stop' : 'player.p2p.start')}
            </button>
          </>
        )}
      </div>
    </details>
  )
}

function MeterList({ meter }: { readonly meter: Meter }) {
  const { t, size, number, percent } = useI18n()
  const share = shareOf(meter)
  const facts = [
    [t('player.p2p.fromServer'), size(meter.fromServer)],
    [
      t('player.p2p.fromPeers'),
      share ? t('player.p2p.withShare', { size: size(meter.fromPeers), share: percent(share) }) : size(meter.fromPeers)
    ],
    [t('player.p2p.toPeers'), size(meter.toPeers)],
    [t('player.p2p.peers'), number(meter.peers)]
  ]
  return (
    <dl class="sharing-meter">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
