import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import { answerHonestly } from './answer-honestly.ts';
import type { Behaviour } from './behaviour.ts';
import type { Call, Route } from './call.ts';
import { operations } from './operations.ts';
import { receive } from './receive.ts';
import type { Policy } from './registry.ts';
import { createRegistry } from './registry.ts';
import { writeAnswer } from './write-answer.ts';

const prefix = '/enterprise/v2';

/** The backend as an application: what its behaviours make of the honest answers. The last behaviour is the outermost. */
export function createApp(behaviours: readonly Behaviour[]): Hono<{ Bindings: HttpBindings }> {
  const policy = behaviours.reduce<Policy>((before, behaviour) => ({ ...before, ...behaviour.policy }), { afterwards: 'marked', delayMs: 0, down: [] });
  const registry = createRegistry(policy);
  const honest = async (call: Call): Promise<Answer> => answerHonestly(call);
  const answer = behaviours.reduce<(call: Call) => Promise<Answer>>((inner, { around }) => (
    around ? async (call) => around(call, (other = call) => inner(other)) : inner
  ), honest);

  const handle = async (context: Context<{ Bindings: HttpBindings }>, route: Route): Promise<Response> => {
    const { incoming, outgoing } = context.env;
    const userId = context.req.param('user_id') ?? '';
    const body = await receive(incoming);
    // Nobody is left to answer, and half a request changes nothing.
    if (!body) return RESPONSE_ALREADY_SENT;
    const method = (incoming.method ?? 'GET').toLowerCase();
    const call: Call = { method, url: new URL(context.req.url), headers: incoming.headers, body, userId, route, registry };
    const given = await answer(call).catch(() => failure(500, 'internal_error', 'an unexpected error occurred'));
    writeAnswer(outgoing, withOwnHeaders(given), method === 'head');
    return RESPONSE_ALREADY_SENT;
  };

  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const here = operations.filter((operation) => operation.path === path);
    const allowed = here.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
    app.all(`${prefix}${path}`, (context) => {
      const asked = context.req.method.toLowerCase();
      const operation = here.find(({ method }) => method === (asked === 'head' ? 'get' : asked));
      return handle(context, operation ? { kind: 'operation', operation } : { kind: 'other-method', allowed });
    });
  }
  app.notFound((context) => handle(context, { kind: 'nowhere' }));
  return app;
}

/** What every answer carries, a lie or a refusal too, unless it says otherwise: nobody else may keep it, and it can be asked about. */
function withOwnHeaders(answer: Answer): Answer {
  return { ...answer, headers: { 'cache-control': 'private', 'x-request-id': randomUUID(), ...answer.headers } };
}
