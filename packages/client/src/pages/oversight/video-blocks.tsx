import type { VideoBlock } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { DeedForm } from '../../features/moderation/deed-form.tsx'
import { Choice, OneOf, Words } from '../../ui/choice.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { AdminTop, adminView } from '../admin/admin-parts.tsx'
import { VideoLine } from './video-line.tsx'

interface Props {
  readonly page: PageOf<'video-blocks'>
  readonly context: ViewContext
}

export function videoBlocksView(page: Props['page'], context: ViewContext): View {
  return adminView('over.blocks', context, <VideoBlocks page={page} context={context} />)
}

function VideoBlocks({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('over.blocks')} intro={t('over.blocks.intro')} outcome={page.outcome} />
      <Choice>
        <Words name="search" label={t('over.search')} value={page.choice.search} />
        <OneOf
          name="type"
          label={t('over.blocks.type')}
          value={page.choice.type}
          options={[
            ['', t('over.blocks.any')],
            ['1', t('over.blocks.manual')],
            ['2', t('over.blocks.automatic')]
          ]}
        />
      </Choice>
      {page.blocks.length === 0 ? (
        <Empty title={t('over.nothing.title')} text={t('over.blocks.empty')} />
      ) : (
        <ul class="stack">
          {page.blocks.map(block => (
            <li key={block.id} class="panel stack">
              <Block block={block} page={page} context={context} />
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function Block({ block, page: { outcome }, context: { i18n } }: Props & { readonly block: VideoBlock }) {
  const { t, date } = i18n
  const { video, type, reason, createdAt } = block
  const about = { id: video.uuid, outcome }
  const isWaiting = type === 2
  return (
    <>
      <VideoLine video={video} />
      <p>
        <span class="badge">{t(isWaiting ? 'over.blocks.automatic' : 'over.blocks.manual')}</span>{' '}
        {reason && t('over.reason', { reason })}{' '}
        <span class="quiet">
          {date(createdAt)}
          {block.unfederated && ` · ${t('over.blocks.unfederated')}`}
        </span>
      </p>
      <div>
        <DeedForm
          {...about}
          form="unblock-video"
          title={t(isWaiting ? 'over.blocks.accept' : 'mod.unblockVideo', { name: video.name })}
          text={t(isWaiting ? 'over.blocks.accept.text' : 'mod.unblockVideo.text')}
        />
        <DeedForm
          {...about}
          form="change-reason"
          title={t('over.blocks.reason', { name: video.name })}
          text={t('over.blocks.reason.text')}
        >
          <Field id={`reason-${block.id}`} label={t('mod.reason')}>
            <input {...tied(`reason-${block.id}`)} name="reason" value={reason ?? ''} minLength={2} maxLength={300} />
          </Field>
        </DeedForm>
        <DeedForm
          {...about}
          form="delete-video"
          isDanger={true}
          title={t('mod.deleteVideo', { name: video.name })}
          text={t('mod.deleteVideo.text')}
        />
      </div>
    </>
  )
}
