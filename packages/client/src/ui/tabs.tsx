interface Tab {
  readonly path: string
  readonly words: string
  readonly isHere: boolean
}

interface Props {
  /** What the choice is about, for who does not see the page. */
  readonly label: string
  readonly tabs: readonly Tab[]
}

/** Links that look like tabs: each is a page of its own. */
export function Tabs({ label, tabs }: Props) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ path, words, isHere }) => (
          <li key={path}>
            <a href={path} aria-current={isHere ? 'page' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
