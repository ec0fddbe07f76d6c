import type { DeliveryFigures } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'

interface Props {
  readonly labelledBy: string
  /** Of what the rows are. */
  readonly name: string
  readonly countsSent: boolean
  readonly rows: readonly (DeliveryFigures & { readonly name: string; readonly path?: string })[]
}

/** Wider than a telephone: it scrolls by itself, by keyboard too. */
export function FiguresTable({ labelledBy, name, countsSent, rows }: Props) {
  const { t, size, percent } = useI18n()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a second landmark of that name
    <div role="group" class="figures" aria-labelledby={labelledBy} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{t('delivery.share')}</th>
            <th scope="col">{t('delivery.p2p')}</th>
            <th scope="col">{t('delivery.http')}</th>
            {countsSent && <th scope="col">{t('delivery.sent')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.path ?? row.name}>
              <th scope="row" class={row.path ? 'figures-name' : undefined}>
                {row.path ? <a href={row.path}>{typeset(row.name)}</a> : typeset(row.name)}
              </th>
              <td>{row.p2pShare === null ? t('delivery.none') : percent(row.p2pShare * 100)}</td>
              <td>{size(row.downloadedBytesP2P)}</td>
              <td>{size(row.downloadedBytesHTTP)}</td>
              {countsSent && <td>{size(row.sentBytes)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
