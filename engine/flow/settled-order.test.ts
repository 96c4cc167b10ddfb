import { expect, test } from 'vitest';
import type { Exchange } from '../../model/exchange.ts';
import { inSettledOrder } from './settled-order.ts';

const exchange = (id: string, url: string, startedAt: number, durationMs: number): Exchange => ({
  id, attempt: 1, request: { method: 'GET', url: `http://api${url}`, headers: [] }, response: { kind: 'response', status: 200, headers: [] }, startedAt, durationMs,
});

test('what follows each other stays as it was sent, whatever its path', () => {
  const all = [exchange('x2', '/a', 10, 5), exchange('x1', '/b', 0, 5), exchange('x3', '/b', 15, 5)];
  expect(inSettledOrder(all).map(({ id }) => id)).toEqual(['x1', 'x2', 'x3']);
});

test('what was under way at the same time goes by its path, pages of one list as they followed', () => {
  const one = [exchange('x1', '/b', 0, 30), exchange('x2', '/a', 1, 5), exchange('x3', '/a?cursor=2', 7, 5)];
  const other = [exchange('y1', '/b', 8, 4), exchange('y2', '/a', 0, 9), exchange('y3', '/a?cursor=2', 10, 5)];
  const urls = (all: readonly Exchange[]): readonly string[] => inSettledOrder(all).map(({ request }) => request.url);
  expect(urls(one)).toEqual(['http://api/a', 'http://api/a?cursor=2', 'http://api/b']);
  expect(urls(other)).toEqual(urls(one));
  expect(urls([...one].reverse())).toEqual(urls(one));
});

test('branches of a step go by their number, whatever overlapped and whatever their paths', () => {
  const inBranch = (id: string, url: string, startedAt: number, branch?: readonly [number, number]): Exchange => ({ ...exchange(id, url, startedAt, 2), step: { flow: 'f', step: 's', ...(branch && { branch }) } });
  const all = [
    inBranch('x1', '/list', 0), inBranch('x2', '/b', 3, [1, 1]), inBranch('x3', '/a', 9, [1, 2]), inBranch('x4', '/b?cursor=2', 12, [1, 1]), inBranch('x5', '/a', 20, [2, 2]), inBranch('x6', '/b', 21, [2, 1]), inBranch('x7', '/a', 22),
  ];
  expect(inSettledOrder(all).map(({ id }) => id)).toEqual(['x1', 'x2', 'x4', 'x3', 'x6', 'x5', 'x7']);
});
