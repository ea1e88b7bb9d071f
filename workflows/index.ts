export { engagement } from './engagement.ts'
export { retention } from './retention.ts'
export { watch } from './watch.ts'
