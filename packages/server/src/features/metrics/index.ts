export { DELIVERY_DAYS, listVideoDelivery, readDelivery, sumDelivery, sweepDelivery } from './delivery.ts'
export { type Meter, openMeter } from './meter.ts'
export { metricRoutes } from './routes.ts'
