/** On a narrow screen the pages of a section stand in one long row: this one is brought into view there. */
const row = document.querySelector<HTMLElement>('.section-nav')
const here = row?.querySelector<HTMLElement>('[aria-current]')
if (row && here) {
  const { left, width } = here.getBoundingClientRect()
  row.scrollLeft += left + width / 2 - row.getBoundingClientRect().left - row.clientWidth / 2
}
