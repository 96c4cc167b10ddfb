import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';

/** What is wrong with an overlay, and where in it. */
export interface OverlayFault {
  readonly what: string;
  readonly pointer: JsonPointer;
  readonly fix?: string;
}

/** One change, as an overlay writes it. */
export interface Action {
  readonly target: string;
  readonly update?: Json;
  readonly copy?: string;
  readonly remove: boolean;
  /** Where it stands in the overlay. */
  readonly pointer: JsonPointer;
}

/** What an overlay says, or what is wrong with it. */
export type ReadOverlay =
  | { readonly version: '1.0' | '1.1'; readonly extends: string | undefined; readonly actions: readonly Action[] }
  | { readonly faults: readonly [OverlayFault, ...OverlayFault[]] };

const begin = 'An overlay begins with "overlay: 1.0.0", and has "info" and "actions".';
const verbs = { '1.0': ['update', 'remove'], '1.1': ['update', 'copy', 'remove'] } as const;

/** Reads an overlay of version 1.0 or 1.1, and holds it against that version. */
export function readOverlay(value: Json): ReadOverlay {
  if (!isObject(value) || value['overlay'] === undefined) return { faults: [{ what: 'This is no overlay: it has no "overlay".', pointer: '', fix: begin }] };
  const said = value['overlay'];
  const version = typeof said === 'string' ? /^(1\.[01])\.\d+$/.exec(said)?.[1] : undefined;
  if (version !== '1.0' && version !== '1.1') return { faults: [{ what: `Overlays of the version ${JSON.stringify(said)} are not supported.`, pointer: '/overlay', fix: typeof said === 'string' ? 'Versions 1.0 and 1.1 are.' : 'Write it as a text of three numbers, such as "1.0.0".' }] };
  const faults: OverlayFault[] = unknownFields(value, ['overlay', 'info', 'extends', 'actions'], '');
  const { info, extends: extended, actions } = value;
  for (const field of ['title', 'version']) {
    if (!isObject(info) || typeof info[field] !== 'string') faults.push({ what: `The overlay has no info.${field}, which is a text.`, pointer: isObject(info) ? `/info${info[field] === undefined ? '' : `/${field}`}` : '' });
  }
  if (extended !== undefined && typeof extended !== 'string') faults.push({ what: '"extends" must be a text: the address of the description.', pointer: '/extends' });
  const list: readonly Json[] = Array.isArray(actions) ? (actions as readonly Json[]) : [];
  if (list.length === 0) faults.push({ what: 'The overlay has no actions.', pointer: actions === undefined ? '' : '/actions', fix: begin });
  const read = list.map((action, index) => actionOf(action, `/actions/${index}`, version));
  const [first, ...rest] = [...faults, ...read.flatMap((each) => ('faults' in each ? each.faults : []))];
  if (first) return { faults: [first, ...rest] };
  return { version, extends: typeof extended === 'string' ? extended : undefined, actions: read.flatMap((each) => ('faults' in each ? [] : [each])) };
}

function actionOf(action: Json, pointer: JsonPointer, version: '1.0' | '1.1'): Action | { readonly faults: readonly OverlayFault[] } {
  if (!isObject(action)) return { faults: [{ what: 'An action must be an object with a target.', pointer }] };
  const { target, update, copy, remove } = action;
  const faults = unknownFields(action, ['target', 'description', ...verbs[version]], pointer, version === '1.0' && copy !== undefined ? { copy: 'Only overlays of version 1.1 can copy: write "overlay: 1.1.0".' } : {});
  if (typeof target !== 'string') faults.push({ what: 'An action has no target, which is a JSONPath such as "$.paths".', pointer: target === undefined ? pointer : `${pointer}/target` });
  if (remove !== undefined && typeof remove !== 'boolean') faults.push({ what: '"remove" must be true or false.', pointer: `${pointer}/remove` });
  if (version === '1.1' && copy !== undefined && typeof copy !== 'string') faults.push({ what: '"copy" must be a text: a JSONPath such as "$.info".', pointer: `${pointer}/copy` });
  if (update !== undefined && copy !== undefined && remove !== true && version === '1.1') faults.push({ what: 'An action has both "update" and "copy".', pointer, fix: 'Make two actions of it.' });
  if (update === undefined && copy === undefined && remove !== true) faults.push({ what: `An action has no ${version === '1.0' ? '"update" and no "remove: true"' : '"update", no "copy" and no "remove: true"'}, so it does nothing.`, pointer });
  if (faults.length > 0 || typeof target !== 'string') return { faults };
  return { target, remove: remove === true, pointer, ...(update !== undefined && { update }), ...(typeof copy === 'string' && { copy }) };
}

/** What a misspelt field was to do would go undone, and nobody would see it. */
function unknownFields(value: Readonly<Record<string, Json>>, known: readonly string[], pointer: JsonPointer, fixes: Readonly<Record<string, string>> = {}): OverlayFault[] {
  return Object.keys(value).filter((name) => !known.includes(name) && !name.startsWith('x-')).map((name) => ({
    what: `The field ${JSON.stringify(name)} is not known here.`, pointer: `${pointer}${formatPointer([name])}`, fix: fixes[name] ?? `Known are ${known.join(', ')}, and what begins with x-.`,
  }));
}
