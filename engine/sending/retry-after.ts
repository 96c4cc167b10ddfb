import type { HeaderFields } from '../../model/exchange.ts';

/** Milliseconds that a `Retry-After` field asks to wait (RFC 9110, section 10.2.3: seconds or a date); undefined without a valid one. */
export function retryAfter(headers: HeaderFields, now: Date): number | undefined {
  const text = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim();
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads far more than an HTTP-date; all three forms of one begin with the name of a day.
  const date = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
