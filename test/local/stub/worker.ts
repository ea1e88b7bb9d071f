import { loadLocalConfig } from '../../../src/config.ts'
import { serve } from './serve.ts'

serve(loadLocalConfig().WORKER_PORT)
