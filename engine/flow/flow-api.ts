import type { IncomingMessage } from 'node:http';
import type { FlowApi, FlowMethod } from '../../model/flow.ts';
import type { Loopback } from './loopback.ts';
import { originOf, stampField } from './loopback.ts';

const methods: readonly FlowMethod[] = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete'];

/**
 * supertest, bound to the loopback. `stamp` is asked for each request, when it is made. supertest is loaded when a
 * flow needs it: a run without flows starts sooner.
 */
export async function flowApi(loopback: Loopback): Promise<(stamp: () => string) => FlowApi> {
  const { default: supertest } = await import('supertest');
  const origin = originOf(loopback);
  return (stamp) => Object.fromEntries(methods.map((method) => [
    method,
    (path: string) => supertest(origin)[method](path).set(stampField, stamp()).buffer(true).parse(leniently),
  ])) as unknown as FlowApi;
}

/**
 * Reads a body as text, and as JSON where it is JSON, whatever its type says. A body that breaks its type is for the
 * rules to judge; here it must not turn a step into an error.
 */
function leniently(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const stream = response as IncomingMessage & { text?: string };
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('error', (error) => { done(error, undefined); });
  stream.on('end', () => {
    stream.text = Buffer.concat(chunks).toString('utf8');
    done(null, jsonOf(stream.text));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
