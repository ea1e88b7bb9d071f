import helmet from '@fastify/helmet'
import type { App, HttpDependencies } from './app.ts'

/** Pages bring no script, load nothing from elsewhere and send forms to nobody else. */
const contentSecurity = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** What pages say that bring our script along: it may come from here alone, and may ask nobody else. */
export const scripted = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { ...contentSecurity, scriptSrc: ["'self'"], connectSrc: ["'self'"] },
  },
} as const

/** What helmet does not say: no page uses what a device offers, and nothing is kept by anybody on the way. What may be kept says so. */
const ours = {
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
}

/** A year, in seconds. */
const year = 365 * 24 * 60 * 60

/** Puts the security headers on every answer. The address of a survey is a secret: no referrer ever leaves a page. */
export async function registerHeaders(app: App, { PUBLIC_URL }: HttpDependencies['config']): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    strictTransportSecurity: PUBLIC_URL.startsWith('https:') && { maxAge: year, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  })
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(ours)
  })
}
