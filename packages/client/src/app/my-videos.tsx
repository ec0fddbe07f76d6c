import { MyVideoList, type MyVideoListProps } from '../features/videos/my-video-list.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<MyVideoListProps>()
wake('my-videos', i18n, <MyVideoList {...data} />)
