export { engagement } from './engagement.ts'
export { watch } from './watch.ts'
