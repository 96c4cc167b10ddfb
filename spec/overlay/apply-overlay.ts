import type { Json, JsonPointer } from '../../model/json.ts';
import type { Source } from '../reading/source.ts';
import type { Action, OverlayFault } from './read-overlay.ts';
import { select } from './select.ts';
import type { Path, Piece, WorkingCopy } from './working-copy.ts';
import { isContainer } from './working-copy.ts';

/** What an overlay could not do; pointers lead into the overlay. */
export interface Applied {
  readonly faults: readonly OverlayFault[];
  /** Actions whose target, or what they copy, is not there. */
  readonly idle: readonly JsonPointer[];
}

/** Applies the actions of an overlay to a copy, one after the other, each to all that its target selects then. */
export function applyOverlay(copy: WorkingCopy, { version, actions }: { readonly version: '1.0' | '1.1'; readonly actions: readonly Action[] }, source: Source): Applied {
  const faults: OverlayFault[] = [];
  const idle: JsonPointer[] = [];
  for (const action of actions) {
    try {
      const fault = applied(copy, action, { version, source });
      if (fault === 'idle') idle.push(action.pointer);
      else if (fault) faults.push(fault);
      if (copy.overflows) faults.push({ what: 'The actions of the overlay multiply into millions of values.', pointer: action.pointer });
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      faults.push({ what: 'The actions of the overlay nest the description too deeply.', pointer: action.pointer });
    }
    // What comes after was meant for what this one should have made.
    if (faults.length > 0) break;
  }
  return { faults, idle };
}

interface Applying {
  readonly version: '1.0' | '1.1';
  readonly source: Source;
}

/** Applies one action; `idle`: there is nothing to apply it to. */
function applied(copy: WorkingCopy, action: Action, { version, source }: Applying): OverlayFault | 'idle' | undefined {
  const { target, pointer, remove } = action;
  const selected = select(copy.root, target);
  if ('why' in selected) return { what: `The target ${JSON.stringify(target)} is no JSONPath (RFC 9535): ${selected.why}.`, pointer: `${pointer}/target` };
  const { paths } = selected;
  if (paths.length === 0) return 'idle';
  if (remove) {
    if (paths.some((path) => path.length === 0)) return { what: 'The action removes the whole description.', pointer };
    copy.remove(paths);
    return undefined;
  }
  const from = action.copy === undefined ? { value: action.update ?? null, written: { source, pointer: `${pointer}/update` } } : copiedPiece(copy, action.copy, pointer);
  if (from === undefined) return 'idle';
  if ('what' in from) return from;
  const field = `${pointer}/${action.copy === undefined ? 'update' : 'copy'}`;
  const fault = unfit(paths.map((path) => copy.at(path)), from.value, version, field, pointer);
  if (fault) return fault;
  const apart = paths.flatMap((path: Path) => copy.merge(path, from, version === '1.1'));
  const [first] = apart;
  if (first === undefined) return undefined;
  return { what: 'An object or list cannot be merged with a single value.', pointer: action.copy === undefined ? `${field}${first}` : field, fix: 'Remove what is there in an action before.' };
}

function copiedPiece(copy: WorkingCopy, path: string, pointer: JsonPointer): Piece | OverlayFault | undefined {
  const selected = select(copy.root, path);
  if ('why' in selected) return { what: `${JSON.stringify(path)} is no JSONPath (RFC 9535): ${selected.why}.`, pointer: `${pointer}/copy` };
  const [only, ...more] = selected.paths;
  if (more.length > 0) return { what: `"copy" selects ${more.length + 1} things; it must select one.`, pointer: `${pointer}/copy` };
  return only && copy.pieceAt(only);
}

/** Why a value cannot be merged into what is selected. */
function unfit(targets: readonly (Json | undefined)[], value: Json, version: '1.0' | '1.1', field: JsonPointer, pointer: JsonPointer): OverlayFault | undefined {
  const [kind, ...others] = new Set(targets.map(kindOf));
  if (others.length > 0) return { what: 'The target selects things of different kinds, such as objects and lists.', pointer: `${pointer}/target`, fix: 'Select them in actions of their own.' };
  if (kind === 'object' && kindOf(value) !== 'object') return { what: 'The target is an object, and what is merged into it is none.', pointer: field };
  if (kind !== 'single value') return undefined;
  if (version === '1.0') return { what: 'The target is a single value, and overlays of version 1.0 update objects and lists only.', pointer: `${pointer}/target`, fix: 'Select the object that it is in, or write "overlay: 1.1.0".' };
  return isContainer(value) ? { what: 'The target is a single value, and what is to replace it is an object or a list.', pointer: field, fix: 'Update the object that it is in.' } : undefined;
}

function kindOf(value: Json | undefined): 'object' | 'list' | 'single value' {
  return Array.isArray(value) ? 'list' : isContainer(value) ? 'object' : 'single value';
}
