import type { Origin } from '../../model/description.ts';
import type { JsonPointer } from '../../model/json.ts';
import type { Bundled } from './bundle.ts';
import type { Target } from './find-target.ts';
import { placeOf } from './place-of.ts';

/** The way back from a bundled document to what the user wrote. */
export function originOf(bundled: Pick<Bundled, 'origin' | 'sources'>): Origin {
  const written = (pointer: JsonPointer): Target => {
    const found = bundled.origin(pointer);
    return found.source.origin?.(found.pointer) ?? found;
  };
  const [entry] = bundled.sources;
  return {
    place: (pointer) => {
      const { source, pointer: at } = written(pointer);
      return placeOf(source, at);
    },
    short: (pointer) => {
      const { source, pointer: at } = written(pointer);
      return source.url === entry?.url ? at : `${source.file}#${at}`;
    },
  };
}
