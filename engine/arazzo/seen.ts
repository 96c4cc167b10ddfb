import type { Exchange, HeaderFields, ReceivedResponse } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import type { RequestSeen, ResponseSeen } from '../../spec/arazzo/evaluate/scope.ts';
import { isJson, parseMediaType } from '../../spec/media-type.ts';
import type { OperationRequest } from './operation-request.ts';

/** A request as it was recorded, with what only the step knows of it. */
export function requestSeen({ request }: Exchange, { path, body }: OperationRequest): RequestSeen {
  return {
    url: request.url, method: request.method, headers: request.headers, path,
    query: URL.canParse(request.url) ? [...new URL(request.url).searchParams] : [],
    ...(body !== undefined && { body }),
  };
}

/** An answer as it was recorded. */
export function responseSeen({ status, headers, body }: ReceivedResponse): ResponseSeen {
  const text = body && 'text' in body ? body.text : undefined;
  return { status, headers, ...(text !== undefined && { body: bodyFrom(text, headers) }) };
}

/** JSON where the type says so, or says nothing; a body that breaks its type is a text, and for the rules to judge. */
function bodyFrom(text: string, headers: HeaderFields): Json {
  const type = parseMediaType(headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json');
  if (type && !isJson(`${type.type}/${type.subtype}`)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
