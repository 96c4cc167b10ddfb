import type { Description, Operation } from '../model/description.ts';
import type { HeaderFields, ReceivedResponse } from '../model/exchange.ts';
import type { Target, WireRequest } from '../model/target.ts';
import { responseFor } from '../spec/response-for.ts';
import { recordedBody } from '../target/recorded-body.ts';
import { addressed } from './addressed.ts';

/** An answer that says something else than the server did. */
export interface AnswerLie {
  readonly operationId: string;
  /** Of the declared response with this key only. */
  readonly responseKey?: string;
  /** Whether this answer is one to lie in. */
  readonly when?: (request: WireRequest, response: ReceivedResponse) => boolean;
  change(response: ReceivedResponse, request: WireRequest): ReceivedResponse;
}

/** A target whose answers pass through a liar. */
export function lyingTarget(target: Target, description: Description, lie: AnswerLie): Target {
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  return {
    ...target,
    send: async (request, signal) => {
      const sent = await target.send(request, signal);
      const { response } = sent;
      if (response.kind === 'failure' || !concerns(description, operations.get(lie.operationId), request, response, lie)) return sent;
      return { ...sent, response: lie.change(response, request) };
    },
    close: () => target.close(),
  };
}

function concerns(description: Description, operation: Operation | undefined, request: WireRequest, response: ReceivedResponse, { responseKey, when }: AnswerLie): boolean {
  const matched = addressed(description, request) ?? (when ? addressed(description, { ...request, method: operation?.method ?? '' }) : undefined);
  if (!operation || matched?.operation.id !== operation.id) return false;
  if (responseKey !== undefined && responseFor(operation, response.status)?.key !== responseKey) return false;
  return when?.(request, response) ?? true;
}

/** The response with a field set, or taken away. */
export function withField(response: ReceivedResponse, name: string, value: string | undefined): ReceivedResponse {
  const others: HeaderFields = response.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return { ...response, headers: value === undefined ? others : [...others, [name, value]] };
}

/** The response with another text as its body. */
export function withText(response: ReceivedResponse, text: string): ReceivedResponse {
  const { body: _, ...rest } = withField(response, 'content-length', undefined);
  return text === '' ? rest : { ...rest, body: recordedBody(Buffer.from(text)) };
}

/** The text of a response. */
export function textOf({ body }: ReceivedResponse): string {
  return body && 'text' in body ? body.text : '';
}
