import { useId } from 'preact/hooks'

interface Props<Value> {
  readonly legend: string
  /** The legend is the panel's own title already. */
  readonly isTitled?: boolean
  readonly options: readonly (readonly [value: Value, label: string])[]
  readonly value: Value
  onChoose(value: Value): void
}

/** One of several, in the browser's own radio buttons: arrows, names and states come with them. */
export function Choice<Value extends string | number | null>(props: Props<Value>) {
  const { legend, isTitled, options, value, onChoose } = props
  const name = useId()
  return (
    <fieldset class="player-choice">
      <legend class={isTitled ? 'unseen' : undefined}>{legend}</legend>
      {options.map(([option, label]) => (
        <label key={String(option)}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface ToggleProps {
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  onToggle(isOn: boolean): void
}

export function Toggle({ label, hint, isOn, onToggle }: ToggleProps) {
  const id = useId()
  return (
    <div class="player-toggle-row">
      <label>
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={hint ? id : undefined}
          onChange={event => onToggle(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={id} class="player-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
