import type { SentCase } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import type { Exchange, ReceivedResponse } from '../../model/exchange.ts';
import type { BodyReading, ContentTypeReading, LawOptions, ResponseView, SchemaJudge } from '../../model/rule.ts';
import { isJson, mediaTypeFor, parseMediaType } from '../../spec/media-type.ts';
import { responseFor } from '../../spec/response-for.ts';
import { readJson } from './json-text.ts';

/** One answer beside what the description says about it; the body is read once, however many rules look at it. */
export function responseView(
  operation: Operation, exchange: Exchange, sent: SentCase | undefined, schemas: SchemaJudge, options: LawOptions,
): ResponseView {
  const answer = exchange.response;
  const common = { operation, exchange, answer, schemas, options, ...(sent && { case: sent }) };
  if (answer.kind === 'failure') {
    const declared = answer.status === undefined ? undefined : responseFor(operation, answer.status);
    return { ...common, ...(declared && { declared }), contentType: { kind: 'absent' }, body: { kind: 'empty' } };
  }
  const declared = responseFor(operation, answer.status);
  const contentType = contentTypeOf(answer);
  const mediaType = declared && contentType.kind === 'present' ? mediaTypeFor(declared.content, contentType.text) : undefined;
  return { ...common, contentType, body: bodyOf(answer, contentType), ...(declared && { declared }), ...(mediaType && { mediaType }) };
}

function contentTypeOf(answer: ReceivedResponse): ContentTypeReading {
  const text = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (text === undefined) return { kind: 'absent' };
  const parsed = parseMediaType(text);
  return parsed ? { kind: 'present', text, essence: `${parsed.type}/${parsed.subtype}` } : { kind: 'malformed', text };
}

function bodyOf(answer: ReceivedResponse, contentType: ContentTypeReading): BodyReading {
  const { body } = answer;
  if (!body || body.bytes === 0) return { kind: 'empty' };
  const json = contentType.kind === 'present' && isJson(contentType.essence);
  if (!('text' in body)) {
    const textual = json || (contentType.kind === 'present' && contentType.essence.startsWith('text/') && !/charset/i.test(contentType.text));
    return textual ? { kind: 'unreadable', what: 'a body that is not UTF-8' } : { kind: 'binary' };
  }
  if (!json) return { kind: 'text', text: body.text };
  const reading = readJson(body.text);
  return reading.ok ? { kind: 'json', value: reading.value, duplicateKeys: reading.duplicateKeys } : { kind: 'unreadable', what: reading.what };
}
