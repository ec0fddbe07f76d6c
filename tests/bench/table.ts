/** What a part of the bench prints. */
export interface Table {
  readonly title: string
  /** Names of the columns; the first column is text, the others are figures. */
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function formatTable({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows]
  const widths = columns.map((_, column) => Math.max(...lines.map(line => (line[column] ?? '').length)))
  const format = (line: readonly string[]) =>
    widths.map((width, i) => (i === 0 ? (line[i] ?? '').padEnd(width) : (line[i] ?? '').padStart(width))).join('  ')
  return [title, format(columns), widths.map(width => '-'.repeat(width)).join('  '), ...rows.map(format)].join('\n')
}
