import type { ConfigPage } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly contrasts: NonNullable<ConfigPage['contrasts']>
}

/** How the chosen colours look on their grounds, and how well they are read. */
export function LookSample({ contrasts }: Props) {
  const { t } = useI18n()
  return (
    <ul class="look-samples">
      {contrasts.map(({ path, colour, grounds, lowest, isEnough }) => (
        <li key={path} class="sheet">
          <svg class="look-sample" viewBox={`0 0 ${grounds.length * WIDTH} 60`} aria-hidden="true" focusable="false">
            {grounds.map((ground, at) => (
              <g key={ground}>
                <rect x={at * WIDTH} width={WIDTH} height="60" fill={ground} />
                <text x={at * WIDTH + WIDTH / 2} y="38" fill={colour} font-size="24" text-anchor="middle">
                  Abc
                </text>
              </g>
            ))}
          </svg>
          <p>
            <strong>{t(`config.${path}`)}</strong> <code>{colour}</code>
          </p>
          <p class={isEnough ? undefined : 'field-fault'}>
            {t(isEnough ? 'config.contrast.enough' : 'config.contrast.low', { ratio: Math.floor(lowest * 10) / 10 })}
          </p>
        </li>
      ))}
    </ul>
  )
}

const WIDTH = 100
