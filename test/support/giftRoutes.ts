import { rights } from '../../src/http/rights.ts'

/** Who may call the routes about gifts, and what comes of it. */
export const giftRoutes = {
  'GET /v1/programs/:id/gifts': { may: rights['read what gifts cost'], status: 200 },
  'GET /v1/gifts/:id': { may: rights['send gifts'], status: 404 },
  'POST /v1/gifts/:id/resolve': { may: rights['send gifts'], status: 404, body: { as: 'sent' } },
  'GET /v1/surveys/:token/gift': { may: 'anybody', status: 404 },
  'POST /v1/surveys/:token/gift': { may: 'anybody', status: 404, body: {} },
  'GET /s/:token/gift': { may: 'anybody', status: 404 },
  'POST /s/:token/gift': { may: 'anybody', status: 404 },
} as const
