/** Stand-ins for the product's own programs, to try the supervisor on its own. */
export const stubs = {
  setup: new URL('setup.ts', import.meta.url),
  worker: new URL('worker.ts', import.meta.url),
  server: new URL('server.ts', import.meta.url),
} as const
