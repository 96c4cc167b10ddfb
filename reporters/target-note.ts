import type { RunStarted } from '../model/run-event.ts';
import { visibleLine } from './visible-text.ts';

/** What stands behind the URL of a target, in brackets; nothing where it is only a URL. */
export function targetNote({ target: { kind, madeOf } }: RunStarted): string {
  if (kind === 'embedded') return ' (the embedded reference backend)';
  if (kind === 'app') return ' (an app of the same process)';
  if (kind === 'recording') return ' (traffic that was recorded)';
  return kind === 'container' ? ` (a container of ${visibleLine(madeOf ?? 'an image')})` : '';
}
