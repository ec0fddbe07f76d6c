import { Archive, type ArchiveProps } from '../features/archive/archive.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<ArchiveProps>()
wake('archive', i18n, <Archive {...data} />)
