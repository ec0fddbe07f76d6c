export { clientLanguageRoutes } from './client-language.ts'
export { markdownToHtml, markdownToText } from './markdown.ts'
export { loadRenderer } from './renderer.ts'
export { type PagesDeps, pageRoutes, type SignInPage } from './routes.ts'
