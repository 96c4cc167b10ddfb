import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where an optional package is installed: for the user's folder, else for this package. */
export function installed(name: string, folder: string): string | undefined {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve(name);
    } catch {
      continue;
    }
  }
  return undefined;
}
