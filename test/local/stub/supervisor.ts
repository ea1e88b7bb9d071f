import { loadLocalConfig } from '../../../src/config.ts'
import { startStack } from '../../../src/local/stack.ts'
import { stubs } from './stubs.ts'

const stack = await startStack({ settings: loadLocalConfig(), programs: stubs })
process.stdout.write(`${JSON.stringify(stack.setup)}\n`)
