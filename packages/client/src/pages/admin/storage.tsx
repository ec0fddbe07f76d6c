import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { typeset } from '../../i18n/typeset.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTable, AdminTop, adminView } from './admin-parts.tsx'
import { Bar, DayPlot } from './plots.tsx'

type StoragePage = PageOf<'admin-storage'>

interface Props {
  readonly page: StoragePage
  readonly context: ViewContext
}

export function storageView(page: StoragePage, context: ViewContext): View {
  return adminView('storage.title', context, <Storage page={page} context={context} />)
}

function Storage({ page, context }: Props) {
  const { t, size, percent } = context.i18n
  const { freeBytes, totalBytes } = page.disk
  const used = totalBytes - freeBytes
  return (
    <div class="studio admin">
      <AdminTop title={t('storage.title')} intro={t('storage.intro')} />
      <section aria-labelledby="disk">
        <h2 id="disk">{t('storage.disk')}</h2>
        <p>
          {t('storage.free', {
            free: size(freeBytes),
            total: size(totalBytes),
            used: percent((used / Math.max(1, totalBytes)) * 100)
          })}
        </p>
        <Bar part={used} whole={totalBytes} />
      </section>
      <Kinds page={page} context={context} />
      <Traffic page={page} context={context} />
      <Members page={page} context={context} />
      <Videos page={page} context={context} />
    </div>
  )
}

function Kinds({ page: { kinds }, context }: Props) {
  const { t, size } = context.i18n
  const rows: readonly (readonly [string, number])[] = [
    ...kinds.renditions.map(({ height, bytes }) => [t('storage.rendition', { height: `${height}p` }), bytes] as const),
    [t('storage.originals'), kinds.originals],
    [t('storage.copies'), kinds.copies],
    [t('storage.exports'), kinds.exports]
  ]
  const whole = rows.reduce((sum, [, bytes]) => sum + bytes, 0)
  return (
    <section aria-labelledby="kinds">
      <h2 id="kinds">{t('storage.kinds')}</h2>
      <AdminTable labelledBy="kinds" columns={[t('storage.kind'), t('storage.size'), t('storage.share')]}>
        {rows.map(([name, bytes]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{size(bytes)}</td>
            <td>
              <Bar part={bytes} whole={whole} />
            </td>
          </tr>
        ))}
      </AdminTable>
    </section>
  )
}

function Traffic({ page: { days }, context }: Props) {
  const { t, size } = context.i18n
  const sum = days.reduce((bytes, { sentBytes }) => bytes + sentBytes, 0)
  return (
    <section aria-labelledby="traffic">
      <h2 id="traffic">{t('storage.traffic')}</h2>
      <p>
        {t('storage.sent', { size: size(sum), count: days.length })} <a href={PATHS.delivery}>{t('storage.more')}</a>
      </p>
      {sum > 0 && <DayPlot days={days.map(({ day, sentBytes }) => ({ day, value: sentBytes }))} />}
    </section>
  )
}

function Members({ page: { users }, context }: Props) {
  const { t, size, number } = context.i18n
  if (users.length === 0) return null
  const most = users[0]!.bytes
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('storage.users')}</h2>
      <AdminTable
        labelledBy="members"
        columns={[t('storage.user'), t('about.videos'), t('storage.size'), t('storage.share')]}
      >
        {users.map(({ username, bytes, videos }) => (
          <tr key={username}>
            <th scope="row">
              <a href={`/a/${username}`}>{username}</a>
            </th>
            <td>{number(videos)}</td>
            <td>{size(bytes)}</td>
            <td>
              <Bar part={bytes} whole={most} />
            </td>
          </tr>
        ))}
      </AdminTable>
    </section>
  )
}

function Videos({ page, context }: Props) {
  const { t, size } = context.i18n
  const most = page.videos[0]?.bytes ?? 1
  return (
    <section aria-labelledby="videos">
      <h2 id="videos">{t('storage.videos')}</h2>
      {page.total === 0 ? (
        <Empty title={t('storage.empty.title')} text={t('storage.empty.text')} />
      ) : (
        <AdminTable labelledBy="videos" columns={[t('delivery.video'), t('storage.size'), t('storage.share')]}>
          {page.videos.map(({ name, bytes, watchPath }) => (
            <tr key={watchPath}>
              <th scope="row" class="figures-name">
                <a href={watchPath}>{typeset(name)}</a>
              </th>
              <td>{size(bytes)}</td>
              <td>
                <Bar part={bytes} whole={most} />
              </td>
            </tr>
          ))}
        </AdminTable>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </section>
  )
}
