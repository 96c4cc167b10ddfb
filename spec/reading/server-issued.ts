import type { Description, Operation, Parameter } from '../../model/description.ts';
import { getAt } from '../json-pointer.ts';
import { mentionsProperty } from '../mentions-property.ts';
import { isObject } from '../resolve-reference.ts';

/** Query parameters that hand back what an answer has called its next page, in small letters and without marks. */
const handedBack = new Set(['cursor', 'aftercursor', 'pagecursor', 'nextcursor', 'pagetoken', 'nexttoken', 'nextpagetoken', 'continuation', 'continuationtoken', 'marker', 'startingafter']);
/** What answers call it. */
const handedOut = [
  'next_cursor', 'nextCursor', 'end_cursor', 'endCursor', 'next_page_token', 'nextPageToken', 'next_token', 'nextToken', 'NextToken', 'next_page', 'nextPage',
  'continuation_token', 'continuationToken', 'ContinuationToken', 'NextContinuationToken', 'next_marker', 'nextMarker', 'NextMarker',
];

/**
 * Whether only the server can know a valid value of a parameter: the description says so with `x-server-issued`, or it is an optional text by which a
 * list is read on, and the answers of the list hand it out.
 */
export function isServerIssued({ document }: Pick<Description, 'document'>, { responses }: Pick<Operation, 'responses'>, { in: location, name, required, schema, pointer }: Parameter): boolean {
  const described = getAt(document, pointer);
  if (isObject(described) && typeof described['x-server-issued'] === 'boolean') return described['x-server-issued'];
  if (location !== 'query' || required || !handedBack.has(name.replaceAll(/[^A-Za-z]/g, '').toLowerCase())) return false;
  if (!isObject(schema?.schema) || schema.schema['type'] !== 'string' || schema.schema['enum'] !== undefined) return false;
  return [...responses].some(([key, { content }]) => key.startsWith('2') && [...content.values()].some((media) => media.schema !== undefined && mentionsProperty({ document }, media.schema.pointer, handedOut)));
}
