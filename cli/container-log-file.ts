import { closeSync, openSync, writeSync } from 'node:fs';
import type { LogLine } from '../integrations/testcontainers/container-log.ts';
import { visibleLine } from '../reporters/visible-text.ts';

/** What a container wrote, kept beside the reports. */
export interface ContainerLogFile {
  write(line: LogLine): void;
  close(): void;
}

/** Characters; a container that writes more than that says nothing new. */
const longest = 50_000_000;

/** Opens the file. Each line has its time first; what it wrote cannot command a terminal. */
export function openContainerLog(path: string): ContainerLogFile {
  const file = openSync(path, 'w');
  let open = true;
  let left = longest;
  return {
    write({ at, source, text }) {
      if (!open || left <= 0) return;
      const line = `${at} ${source === '' ? '' : `${source} | `}${visibleLine(text)}\n`;
      left -= line.length;
      writeSync(file, left > 0 ? line : 'The log ends here: it would be longer than 50 MB.\n');
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}
