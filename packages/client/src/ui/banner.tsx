import type { BannerFile } from '@colombier/server/contract'

interface Props {
  /** Sizes of one picture; without any, nothing is shown. */
  readonly files: readonly BannerFile[] | undefined
  /** As wide as it gets, as CSS says it. */
  readonly width: string
}

/** A picture from side to side above a page. It keeps its place while it loads, and says nothing to who cannot see it. */
export function Banner({ files = [], width }: Props) {
  const [widest] = files.toSorted((a, b) => b.width - a.width)
  if (!widest) return null
  return (
    <img
      class="banner"
      src={widest.path}
      srcset={files.map(file => `${file.path} ${file.width}w`).join(', ')}
      // On telephones half of what a sharp screen could show: the wide file is ten times as heavy.
      sizes={`(max-width: 40rem) 50vw, min(100vw, ${width})`}
      width={widest.width}
      height={widest.height}
      alt=""
      decoding="async"
    />
  )
}
