import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import { nativePattern } from '../schemas/pattern.ts';
import { endlessSchemas } from './endless-schemas.ts';

/** What makes a schema unusable that the structure of a document does not show. */
export interface SchemaFault {
  readonly pointer: JsonPointer;
  readonly what: string;
  readonly fix: string;
}

/** A longer pattern is shown by its beginning. */
const mostShown = 100;

/** Patterns that are no regular expressions, and schemas that never come to an end. */
export function schemaFaults(document: JsonObject, schemas: ReadonlySet<JsonPointer>): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const pointer of schemas) {
    const schema = getAt(document, pointer);
    if (!isObject(schema)) continue;
    const patterns: (readonly [text: string, at: JsonPointer])[] = [];
    if (typeof schema['pattern'] === 'string') patterns.push([schema['pattern'], `${pointer}/pattern`]);
    if (isObject(schema['patternProperties'])) for (const text of Object.keys(schema['patternProperties'])) patterns.push([text, `${pointer}/patternProperties${formatPointer([text])}`]);
    for (const [text, at] of patterns) {
      try {
        nativePattern(text);
      } catch (thrown) {
        const reason = (thrown instanceof Error ? thrown.message : String(thrown)).split(': ').at(-1) ?? '';
        faults.push({ pointer: at, what: `The pattern ${JSON.stringify(text.length > mostShown ? `${text.slice(0, mostShown)}…` : text)} is no regular expression: ${reason}.`, fix: 'Patterns follow ECMA-262, the regular expressions of JavaScript.' });
      }
    }
  }
  for (const pointer of endlessSchemas(document, schemas)) {
    faults.push({ pointer, what: 'The schema applies itself to the same value again, without end.', fix: 'A schema may contain itself in properties or items, not in allOf or by $ref alone.' });
  }
  return faults;
}
