import { expect, test } from 'vitest';
import type { SentRequest } from '../model/exchange.ts';
import { twinLines } from './twin-diff.ts';

const get = (path: string, headers: SentRequest['headers'] = [['host', 'a.example'], ['accept', 'application/json']]): SentRequest => ({ method: 'GET', url: `https://a.example${path}`, headers });
const post = (text: string): SentRequest => ({ method: 'POST', url: 'https://a.example/a', headers: [['content-type', 'application/json'], ['content-length', String(text.length)]], body: { text, bytes: text.length } });

test.each<{ what: string; twin: SentRequest; own: SentRequest; lines: readonly string[] }>([
  { what: 'nothing', twin: get('/a?b=1'), own: get('/a?b=1', [['host', 'b.example'], ['accept', 'application/json'], ['user-agent', 'x']]), lines: [] },
  { what: 'a query parameter', twin: get('/a?limit=100&c=%20x'), own: get('/a?limit=101&c=%20x'), lines: ['- query limit: 100', '+ query limit: 101'] },
  { what: 'one that is left out', twin: get('/a?limit=1'), own: get('/a'), lines: ['- query limit: 1', '+ query limit left out'] },
  { what: 'one more', twin: get('/a'), own: get('/a?limit=1&limit=2'), lines: ['+ query limit: 1, 2'] },
  { what: 'the path', twin: get('/a/1'), own: get('/a/x'), lines: ['- path: /a/1', '+ path: /a/x'] },
  { what: 'a header', twin: get('/a', [['Authorization', 'Bearer redacted-1']]), own: get('/a', []), lines: ['- header authorization: Bearer redacted-1', '+ header authorization left out'] },
  { what: 'one place of a body', twin: post('{"a":{"b":1},"c":[]}'), own: post('{"c":[],"a":{"b":"x"}}'), lines: ['- body /a/b: 1', '+ body /a/b: "x"'] },
  { what: 'a body that is none any more', twin: post('{"a":1}'), own: post('{"a":'), lines: ['- body /a: 1', '+ body /a left out', '+ body: {"a":'] },
  { what: 'characters that would act', twin: get('/a?b=1'), own: get('/a?b=%1b%5B31m'), lines: ['- query b: 1', String.raw`+ query b: \u001b[31m`] },
])('the difference is $what', ({ twin, own, lines }) => expect(twinLines(twin, own)).toEqual(lines));
