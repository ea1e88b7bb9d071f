import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** Describes every route from its own schemas: OpenAPI 3.1 at `/docs`, as JSON at `/docs/json`. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plaudit',
        version: '1',
        description:
          'Partner customer-satisfaction programs. Every write is idempotent; every error is RFC 9457 problem details.',
      },
      components: {
        securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key made by POST /v1/keys' } },
      },
      tags: [
        { name: 'programs', description: 'The rules' },
        { name: 'partners', description: 'Partners and keys' },
        { name: 'memberships', description: 'What partners choose for their part in a program' },
        { name: 'evidence', description: 'What counts towards standings and comes from elsewhere' },
        { name: 'engagements', description: 'Projects and workloads on their way to a score' },
        { name: 'surveys', description: 'What customers answer, by personal link' },
        { name: 'results', description: 'What customers answered, over many of them' },
        { name: 'reviews', description: 'What respondents let be published' },
        { name: 'operation', description: 'Health and metrics' },
      ],
    },
    transform: ({ schema, url, route }) => {
      const roles = route.config?.roles
      if (!roles) return { schema, url }
      return {
        schema: { ...schema, security: [{ key: [] }], description: `With a key of role ${roles.join(', ')}.` },
        url,
      }
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `schema-${i}`),
    },
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
}
