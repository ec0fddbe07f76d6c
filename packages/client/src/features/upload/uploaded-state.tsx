import { retryTranscoding } from '../../api/transcoding.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { TranscodingState } from '../transcoding/transcoding-state.tsx'
import { useTranscoding } from '../transcoding/use-transcoding.ts'
import type { UploadedVideo } from './upload-queue.ts'

/** After the last byte: the preparation, live, and the link as soon as there is something to see. */
export function UploadedState({ video }: { video: UploadedVideo }) {
  const { t } = useI18n()
  const { status, restart } = useTranscoding(video.uuid, null)
  const isWatchable = status?.isWatchable || status?.status === 'done'
  return (
    <div class="stack">
      <TranscodingState status={status} onRetry={() => retryTranscoding(video.uuid).then(restart, () => undefined)} />
      <p class="actions">
        {isWatchable && (
          <a class="button button-main" href={`/w/${video.shortUUID}`}>
            {t('upload.watch')}
          </a>
        )}
        <a class="button" href={`/videos/update/${video.shortUUID}`}>
          {t('upload.edit')}
        </a>
      </p>
    </div>
  )
}
