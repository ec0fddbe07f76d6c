/** The cells of a figure that is to reach a target. */
export function target(figure: number, wanted: number, relation: '>=' | '<='): [string, string, string] {
  const isMet = relation === '>=' ? figure >= wanted : figure <= wanted
  const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(1)
  return [shown, `${relation} ${wanted}`, isMet ? 'yes' : 'NO']
}
