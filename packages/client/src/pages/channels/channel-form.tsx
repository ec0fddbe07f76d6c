import { Field, tied } from '../../ui/field.tsx'
import type { OwnChannelProps } from './own-channel.tsx'

/** What a channel says of itself; its name in addresses is chosen once. */
export function ChannelForm({ page: { channel, host, outcome }, context }: OwnChannelProps) {
  const { t } = context.i18n
  const fault = outcome.fault?.form === 'delete' ? null : outcome.fault
  const isTaken = fault?.kind === 'taken'
  const about = (name: 'name' | 'displayName' | 'description' | 'support', hint?: string) => ({
    hint,
    fault:
      fault?.fields.includes(name) || (isTaken && name === 'name')
        ? t(isTaken ? 'channels.fault.taken' : `channels.fault.${name}`)
        : undefined
  })
  const value = (name: 'displayName' | 'description' | 'support') => fault?.values[name] ?? channel?.[name] ?? ''
  const name = about('name', t('channels.nameHint', { host }))
  const displayName = about('displayName')
  const area = (field: 'description' | 'support', rows: number) => {
    const notes = about(field, t(`channels.${field}Hint`))
    return (
      <Field id={field} label={t(`channels.${field}`)} {...notes}>
        <textarea {...tied(field, notes)} name={field} rows={rows} maxLength={1000} defaultValue={value(field)} />
      </Field>
    )
  }
  return (
    <form class="form panel" method="post">
      <input type="hidden" name="form" value="save" />
      <Field id="displayName" label={t('channels.displayName')} {...displayName}>
        <input
          {...tied('displayName', displayName)}
          name="displayName"
          value={value('displayName')}
          maxLength={120}
          required
        />
      </Field>
      {!channel && (
        <Field id="name" label={t('channels.name')} {...name}>
          <input
            {...tied('name', name)}
            name="name"
            value={fault?.values['name'] ?? ''}
            maxLength={50}
            pattern="[A-Za-z0-9._]+"
            autocapitalize="none"
            spellcheck={false}
            autocomplete="off"
            required
          />
        </Field>
      )}
      {area('description', 5)}
      {area('support', 3)}
      <p class="actions">
        <button type="submit" class="button button-main">
          {t(channel ? 'channels.save' : 'channels.make')}
        </button>
      </p>
    </form>
  )
}
