export { logo } from '../../src/local/gallery/logo.ts'
