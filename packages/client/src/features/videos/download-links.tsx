import type { VideoFile } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { withQuery } from '../../ui/paths.ts'

interface Props {
  readonly files: readonly VideoFile[]
  readonly mediaQuery: string
}

export function DownloadLinks({ files, mediaQuery }: Props) {
  const { t, size } = useI18n()
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
    </ul>
  )
}
