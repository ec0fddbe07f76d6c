import type { PageUser } from '@colombier/server/contract'
import type { PageOf } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Choice, OneOf, Words } from '../../ui/choice.tsx'

const PRIVACIES = ['1', '2', '3', '4', '5'] as const
const STATES = ['published', 'preparing', 'failed', 'scheduled', 'blocked'] as const
const SORTS = ['-createdAt', 'createdAt', '-views', 'name', '-duration'] as const

interface Props extends Pick<PageOf<'my-videos'>, 'choice'> {
  readonly channels: PageUser['channels']
}

/** Finds a video again among many. */
export function MyVideosChoice({ choice, channels }: Props) {
  const { t } = useI18n()
  return (
    <Choice>
      <Words name="search" label={t('mine.search')} value={choice.search} />
      {channels.length > 1 && (
        <OneOf
          name="channelId"
          label={t('mine.channel')}
          value={choice.channelId}
          options={[
            ['', t('mine.channel.any')],
            ...channels.map(({ id, displayName }) => [String(id), displayName] as const)
          ]}
        />
      )}
      <OneOf
        name="ownState"
        label={t('mine.state')}
        value={choice.ownState}
        options={[['', t('mine.state.any')], ...STATES.map(state => [state, t(`mine.state.${state}`)] as const)]}
      />
      <OneOf
        name="privacyOneOf"
        label={t('mine.privacy')}
        value={choice.privacyOneOf}
        options={[['', t('mine.privacy.any')], ...PRIVACIES.map(id => [id, t(`privacy.${id}`)] as const)]}
      />
      <OneOf
        name="sort"
        label={t('mine.sort')}
        value={choice.sort}
        options={SORTS.map(sort => [sort, t(`mine.sort.${sort}`)] as const)}
      />
    </Choice>
  )
}
