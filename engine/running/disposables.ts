import type { CaptureKey } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';

/** Values that may be destroyed, each handed out once. */
export interface Disposables {
  /** The next value that flows have not been promised; `disposable:NAME` or the name alone. */
  take(key: CaptureKey): Json | undefined;
  /** The next value for a flow. */
  takeForFlow(key: CaptureKey): Json | undefined;
}

const prefix = 'disposable:';

/** Flows are served first: what they show cannot be shown otherwise. */
export function createDisposables(values: Readonly<Record<string, readonly Json[]>>, promised: readonly CaptureKey[]): Disposables {
  const forFlows = new Map<string, Json[]>();
  const others = new Map<string, Json[]>();
  for (const [name, all] of Object.entries(values)) {
    const count = promised.filter((key) => key.startsWith(prefix) && nameOf(key) === name).length;
    forFlows.set(name, all.slice(0, count));
    others.set(name, all.slice(count));
  }
  return {
    take: (key) => others.get(nameOf(key))?.shift(),
    takeForFlow: (key) => forFlows.get(nameOf(key))?.shift() ?? others.get(nameOf(key))?.shift(),
  };
}

function nameOf(key: CaptureKey): string {
  return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}
