import type { Variant } from './variant.ts';
import { charset } from './variants/charset.ts';
import { eventually } from './variants/eventually.ts';
import { extraProperties } from './variants/extra-properties.ts';
import { goneAfter } from './variants/gone-after.ts';
import { gzip } from './variants/gzip.ts';
import { markedAfter } from './variants/marked-after.ts';
import { noContent } from './variants/no-content.ts';
import { noKeepAlive } from './variants/no-keep-alive.ts';
import { otherOrder } from './variants/other-order.ts';
import { partial } from './variants/partial.ts';
import { rateLimited } from './variants/rate-limited.ts';
import { shortPages } from './variants/short-pages.ts';
import { slow } from './variants/slow.ts';
import { unprocessable } from './variants/unprocessable.ts';

const table: readonly Variant[] = [
  noContent, goneAfter, markedAfter, eventually, extraProperties, otherOrder, charset, unprocessable, gzip, noKeepAlive, slow, rateLimited, partial, shortPages,
];

/** The honest variants, by id. */
export const variants: Readonly<Record<string, Variant>> = Object.fromEntries(table.map((variant) => [variant.id, variant]));
