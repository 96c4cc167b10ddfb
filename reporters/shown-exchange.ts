import type { NetworkNote } from '../model/network.ts';
import type { CredentialUse } from '../model/case.ts';
import type { Exchange, HeaderFields, RecordedBody } from '../model/exchange.ts';
import { curlOf, longestInLine } from './curl.ts';
import type { Curl } from './curl.ts';
import { cutText, visibleLine, visibleText } from './visible-text.ts';

/** An exchange as a reader sees it. */
export interface ShownExchange {
  readonly curl: Curl;
  /** The case that it was sent for, or the step of a flow. */
  readonly purpose: string;
  readonly request: string;
  readonly answer: string;
}

/** As much of an exchange as reports may need, however long it was. */
export interface KeptExchange {
  readonly exchange: Exchange;
  /** Characters. */
  readonly size: number;
}

const longestBody = 6_000;
const longestHeader = 2_000;

/** Bodies lose what no report shows; memory is bounded by that. */
export function keptExchange(exchange: Exchange): KeptExchange {
  const { request, response } = exchange;
  const kept: Exchange = {
    ...exchange,
    request: { ...request, ...(request.body && { body: shortened(request.body, Math.max(longestBody, longestInLine)) }) },
    response: response.kind === 'failure' || !response.body ? response : { ...response, body: shortened(response.body, longestBody) },
  };
  return { exchange: kept, size: sizeOf(kept) };
}

/** The exchange in words; a case that made its credentials wrong says so in its curl. */
export function shownExchange({ exchange }: KeptExchange, whose: CredentialUse = 'owner', network: NetworkNote = {}): ShownExchange {
  const { request, response, caseId, step } = exchange;
  const head = (lines: readonly (readonly [string, string])[]): string => lines.map(([name, value]) => `\n${visibleLine(name)}: ${cutText(visibleLine(value), longestHeader)}`).join('');
  return {
    curl: curlOf(exchange, whose, network),
    purpose: visibleLine(caseId ?? (step ? `${step.flow}, step ${step.step}` : 'looking for values')),
    request: `${request.method} ${visibleLine(request.url)}${head(request.headers)}${bodyText(request.body)}`,
    answer: response.kind === 'failure'
      ? `No answer: ${visibleLine(response.what)}`
      : `${response.status} after ${Math.round(exchange.durationMs)} ms${head(response.headers)}${bodyText(response.body)}`,
  };
}

function bodyText(body: RecordedBody | undefined): string {
  if (body === undefined) return '';
  if (!('text' in body)) return `\n\n(${body.bytes} bytes that are not text)`;
  // What was redacted has another length than what was sent.
  return `\n\n${visibleText(body.text)}${body.cut === true ? `… (truncated ${Math.max(1, body.bytes - Buffer.byteLength(body.text))} bytes)` : ''}`;
}

function sizeOf({ request, response }: Exchange): number {
  const headers = (fields: HeaderFields): number => fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const body = (kept: RecordedBody | undefined): number => (kept === undefined ? 0 : 'text' in kept ? kept.text.length : kept.base64.length);
  return 500 + request.url.length + headers(request.headers) + body(request.body) + (response.kind === 'failure' ? 0 : headers(response.headers) + body(response.body));
}

/** A slice would keep the whole text alive; a copy does not. */
function shortened(body: RecordedBody, most: number): RecordedBody {
  const content = 'text' in body ? body.text : body.base64;
  if (content.length <= most) return body;
  const copy = Buffer.from(cutCharacters(content, most)).toString();
  return 'text' in body ? { text: copy, bytes: body.bytes, cut: true } : { base64: copy, bytes: body.bytes, cut: true };
}

function cutCharacters(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
