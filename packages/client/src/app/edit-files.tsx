import { Preparation, type PreparationProps } from '../features/studio/preparation.tsx'
import { ReplaceFile, type ReplaceFileProps } from '../features/studio/replace-file.tsx'
import { readPage, wake } from './island.tsx'

const { data, i18n } = readPage<{ readonly preparation: PreparationProps; readonly replace: ReplaceFileProps }>()
wake('preparation', i18n, <Preparation {...data.preparation} />)
wake('replace-file', i18n, <ReplaceFile {...data.replace} />)
