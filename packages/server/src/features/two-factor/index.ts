export { type TwoFactorDeps, twoFactorRoutes } from './routes.ts'
export { isFactorRight } from './two-factor.ts'
