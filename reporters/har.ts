import { STATUS_CODES } from 'node:http';
import type { Exchange, HeaderFields, RecordedBody } from '../model/exchange.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** Every exchange of a run as HTTP Archive 1.2, for browsers and other tools. Secrets have been taken out before it was recorded. */
export const har: Reporter = {
  id: 'har',
  summary: 'HTTP Archive (HAR 1.2) of every exchange, for browsers and proxies',
  async *tell(events) {
    let start = 0;
    let entries = 0;
    let version = '';
    let comment = 'The record ends before the run did: nothing of it ended before this was decided.';
    for await (const event of events) {
      if (event.event === 'run-started') {
        start = Date.parse(event.startedAt);
        ({ version } = event.suite);
      }
      if (event.event === 'run-finished') comment = `${event.verdict}: ${event.because}`;
      if (event.event !== 'exchange' && event.event !== 'explored') continue;
      if (entries === 0) yield opening(version);
      yield `${entries++ === 0 ? '' : ',\n'}${jsonText(entryOf(event.exchange, start))}`;
    }
    if (entries === 0) yield opening(version);
    yield `\n],"comment":${jsonText(comment)}}}\n`;
  },
};

function opening(version: string): string {
  return `{"log":{"version":"1.2","creator":${jsonText({ name: 'calico-conformance', version })},"entries":[\n`;
}

/** Names with `_` are ours, as the format has it. */
function entryOf({ id, caseId, step, operationId, actor, attempt, request, response, startedAt, durationMs }: Exchange, start: number): object {
  const time = Math.max(0, durationMs);
  return {
    startedDateTime: new Date(start + Math.max(0, startedAt)).toISOString(), time,
    request: {
      method: request.method, url: uriOf(request.url), httpVersion: 'HTTP/1.1', cookies: [], headers: headersOf(request.headers), queryString: queryOf(request.url),
      headersSize: -1, bodySize: request.body?.bytes ?? 0, ...(request.body && { postData: postDataOf(request.body, request.headers) }),
    },
    response: response.kind === 'failure'
      ? { status: response.status ?? 0, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headers: [], content: { size: 0, mimeType: 'x-unknown' }, redirectURL: '', headersSize: -1, bodySize: -1, _error: response.what }
      : {
        status: response.status, statusText: STATUS_CODES[response.status] ?? '', httpVersion: 'HTTP/1.1', cookies: [], headers: headersOf(response.headers), content: contentOf(response.body, response.headers),
        redirectURL: fieldOf(response.headers, 'location') ?? '', headersSize: -1, bodySize: -1,
      },
    // What was sent on purpose may be no URI, which the format asks for.
    ...(uriOf(request.url) !== request.url && { _url: request.url }),
    cache: {}, timings: { send: 0, wait: time, receive: 0 },
    _id: id, ...(caseId !== undefined && { _case: caseId }), ...(step && { _flow: step.flow, _step: step.step }), ...(operationId !== undefined && { _operation: operationId }), ...(actor !== undefined && { _actor: actor }), _attempt: attempt,
  };
}

function headersOf(fields: HeaderFields): readonly object[] {
  return fields.map(([name, value]) => ({ name, value }));
}

/** The same URL with everything encoded that a URI must not have as it is. */
function uriOf(url: string): string {
  const [, origin = '', rest = ''] = /^([a-z]+:\/\/[^/?#]*)?(.*)$/is.exec(url) ?? [];
  return origin + rest.replaceAll(/%(?![0-9a-f]{2})|[^\w.~:/?@!$&'()*+,;=%-]/giu, (character) => (/^[\ud800-\udfff]$/.test(character) ? '%EF%BF%BD' : encodeURIComponent(character)));
}

function queryOf(url: string): readonly object[] {
  const [, query = ''] = /^[^?#]*\?([^#]*)/.exec(url) ?? [];
  return query === '' ? [] : query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return { name: decoded(at < 0 ? pair : pair.slice(0, at)), value: at < 0 ? '' : decoded(pair.slice(at + 1)) };
  });
}

/** What is no percent-encoding stays as it was sent. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function postDataOf(body: RecordedBody, headers: HeaderFields): object {
  const mimeType = fieldOf(headers, 'content-type') ?? 'application/octet-stream';
  return 'text' in body ? { mimeType, text: body.text } : { mimeType, text: body.base64, _encoding: 'base64' };
}

function contentOf(body: RecordedBody | undefined, headers: HeaderFields): object {
  const mimeType = fieldOf(headers, 'content-type') ?? 'x-unknown';
  if (!body) return { size: 0, mimeType };
  return { size: body.bytes, mimeType, ...('text' in body ? { text: body.text } : { text: body.base64, encoding: 'base64' }), ...(body.cut === true && { comment: 'cut off' }) };
}

function fieldOf(fields: HeaderFields, name: string): string | undefined {
  return fields.find(([each]) => each.toLowerCase() === name)?.[1];
}
