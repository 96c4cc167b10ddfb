import type { Cheater } from '../cheater.ts';
import { broken } from '../lies.ts';

/** Whoever stops early sees nothing of it. */
export const tires: Cheater = {
  id: 'tires',
  cheats: 'breaks on whatever comes after 500 requests',
  create() {
    let requests = 0;
    return { around: (call, honest) => (++requests > 500 && call.headers.authorization !== undefined ? broken() : honest()) };
  },
};
