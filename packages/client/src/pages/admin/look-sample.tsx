import type { ConfigPage, MeasuredLook } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly looks: NonNullable<ConfigPage['looks']>
}

/** How the pages look with the chosen colours, by day and by night, and how well all is read. */
export function LookSample({ looks }: Props) {
  const { t } = useI18n()
  return (
    <ul class="look-samples">
      {looks.map(look => (
        <li key={look.theme} class="sheet">
          <h3>{t(`config.theme.${look.theme}`)}</h3>
          <Sample look={look} />
          <ul class="stack">
            {look.colours.map(({ setting, colour, lowest, isEnough }) => (
              <li key={setting}>
                <strong>{t(`config.look.${setting}`)}</strong> <code>{colour}</code>
                <p class={isEnough ? undefined : 'field-fault'}>
                  {t(contrastWords(setting, isEnough), { ratio: Math.floor(lowest * 10) / 10 })}
                </p>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

const WIDTH = 100

/** Text and a link on each of the grounds. */
function Sample({ look: { grounds, ink, accent } }: { readonly look: MeasuredLook }) {
  return (
    <svg class="look-sample" viewBox={`0 0 ${grounds.length * WIDTH} 60`} aria-hidden="true" focusable="false">
      {grounds.map((ground, at) => (
        <g key={ground} font-size="22" text-anchor="middle">
          <rect x={at * WIDTH} width={WIDTH} height="60" fill={ground} />
          <text x={at * WIDTH + 28} y="38" fill={ink}>
            Abc
          </text>
          <text x={at * WIDTH + 72} y="38" fill={accent} text-decoration="underline">
            Abc
          </text>
        </g>
      ))}
    </svg>
  )
}

function contrastWords(setting: string, isEnough: boolean) {
  if (setting.startsWith('ground')) return isEnough ? 'config.contrast.groundEnough' : 'config.contrast.groundLow'
  return isEnough ? 'config.contrast.enough' : 'config.contrast.low'
}
