import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startReference } from '../reference/server.ts';
import { freshFolder, root } from './calico.ts';
import { installedIn } from './shell.ts';

/** A folder in which a partner types what is documented: this package is installed there, beside the description of one operation of a backend that is served. */
export interface PartnerHome {
  readonly folder: string;
  /** Of the backend. */
  readonly url: string;
  close(): Promise<void>;
}

/** One operation is enough to see that a target is reached. */
export async function partnerHome(): Promise<PartnerHome> {
  const reference = await startReference();
  const { folder, remove } = await freshFolder();
  await installedIn(folder);
  await copyFile(join(root, 'test', 'container', 'small.openapi.yaml'), join(folder, 'openapi.yaml'));
  return {
    folder, url: reference.url,
    async close() {
      await reference.close();
      await remove();
    },
  };
}
