import type { ComponentChildren } from 'preact'

export type Fact = readonly [name: string, value: ComponentChildren]

/** Names and what they stand for. */
export function Facts({ class: classes, facts }: { readonly class: string; readonly facts: readonly Fact[] }) {
  return (
    <dl class={classes}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
