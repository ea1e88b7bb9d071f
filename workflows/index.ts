export { engagement } from './engagement.ts'
export { retention } from './retention.ts'
export { tallies } from './tallies.ts'
export { watch } from './watch.ts'
