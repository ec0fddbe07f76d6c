import { useEffect, useState } from 'preact/hooks'
import { retryTranscoding } from '../../api/transcoding.ts'
import { deleteVideo } from '../../api/videos.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type MyVideo, MyVideoRow } from './my-video-row.tsx'

export interface MyVideoListProps {
  readonly videos: readonly MyVideo[]
}

export function MyVideoList({ videos }: MyVideoListProps) {
  const { t } = useI18n()
  const [hasActions, setHasActions] = useState(false)
  const [deleted, setDeleted] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<MyVideo | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => setHasActions(true), [])

  const remove = async (video: MyVideo) => {
    setAsked(null)
    try {
      await deleteVideo(video.uuid)
      setDeleted(uuids => [...uuids, video.uuid])
      setSaid(t('mine.deleted', { name: video.name }))
    } catch {
      setSaid(t('mine.error'))
    }
  }
  const retry = async (video: MyVideo) => {
    try {
      await retryTranscoding(video.uuid)
    } catch (error) {
      setSaid(t('mine.error'))
      throw error
    }
  }

  return (
    <>
      <p class="said" role="status">
        {said}
      </p>
      <ul class="row-list">
        {videos
          .filter(({ uuid }) => !deleted.includes(uuid))
          .map(video => (
            <li key={video.uuid}>
              <MyVideoRow video={video} hasActions={hasActions} onRetry={retry} onDelete={setAsked} />
            </li>
          ))}
      </ul>
      {asked && (
        <ConfirmDialog
          title={t('mine.confirm.title')}
          text={t('mine.confirm.text', { name: asked.name })}
          yes={t('mine.confirm.yes')}
          no={t('mine.confirm.no')}
          onYes={() => remove(asked)}
          onNo={() => setAsked(null)}
        />
      )}
    </>
  )
}
