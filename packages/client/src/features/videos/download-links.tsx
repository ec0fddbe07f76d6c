import type { PageCaptions, VideoFile } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { withQuery } from '../../ui/paths.ts'
import { captionsLabel } from './facts.ts'

interface Props {
  readonly files: readonly VideoFile[]
  readonly captions: readonly PageCaptions[]
  readonly mediaQuery: string
}

export function DownloadLinks({ files, captions, mediaQuery }: Props) {
  const i18n = useI18n()
  const { t, size } = i18n
  return (
    <ul class="downloads">
      {files.map(file => (
        <li key={file.id}>
          <a
            class="button"
            href={withQuery(file.fileDownloadUrl, mediaQuery)}
            download
            aria-label={t('video.downloadRendition', { label: file.resolution.label, size: size(file.size) })}
          >
            {file.resolution.label} <span class="quiet">{size(file.size)}</span>
          </a>
        </li>
      ))}
      {captions.map(known => (
        <li key={known.language}>
          <a class="button" href={withQuery(known.url, mediaQuery)} download hreflang={known.language}>
            {t('video.downloadCaptions', { language: captionsLabel(i18n, known) })} <span class="quiet">VTT</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
