import { Uploader, type UploaderProps } from '../features/upload/uploader.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<UploaderProps>()
wake('uploader', i18n, <Uploader {...data} />)
