/** An answer Resend gives instead of accepting, in its own shape. */
export type Refusal = { readonly statusCode: number; readonly name: string; readonly message: string }

/** Resend's own refusals that are always worded alike. */
export const refusals = {
  missingKey: {
    statusCode: 401,
    name: 'missing_api_key',
    message: 'Missing API key in the authorization header. Include the header `Authorization: Bearer YOUR_API_KEY`.',
  },
  notFound: { statusCode: 404, name: 'not_found', message: 'Email not found' },
  badIdempotencyKey: {
    statusCode: 400,
    name: 'invalid_idempotency_key',
    message: 'The key must be between 1-256 chars.',
  },
  otherPayload: {
    statusCode: 409,
    name: 'invalid_idempotent_request',
    message: 'Same idempotency key used with a different request payload.',
  },
  inProgress: {
    statusCode: 409,
    name: 'concurrent_idempotent_requests',
    message: 'Same idempotency key used while original request is still in progress.',
  },
  tooMany: { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests. Please limit your requests.' },
  broken: { statusCode: 500, name: 'internal_server_error', message: 'An unexpected error occurred.' },
} as const satisfies Record<string, Refusal>

/** A request body Resend would not accept. */
export function invalid(message: string, name = 'validation_error'): Refusal {
  return { statusCode: 422, name, message }
}
