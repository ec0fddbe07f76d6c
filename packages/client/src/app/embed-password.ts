import { servePasswordApi } from '../player/embed-api/password-api.ts'
import { readPage } from './island.tsx'

const {
  data: { scope }
} = readPage<{ scope: string }>()
const form = document.querySelector('form')

if (form && window.parent !== window) {
  servePasswordApi({ own: window, parent: window.parent }, scope, password => {
    form.querySelector<HTMLInputElement>('[name=password]')!.value = password
    form.requestSubmit()
  })
}
