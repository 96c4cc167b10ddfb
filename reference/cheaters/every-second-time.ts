import type { Cheater } from '../cheater.ts';
import { misstate } from '../lies.ts';

/** Looks right whenever somebody tries it once. */
export const everySecondTime: Cheater = {
  id: 'every-second-time',
  cheats: 'leaves the e-mail address out of every second user that it shows',
  create() {
    let times = 0;
    return { around: misstate('getUser', 200, ['data', 'email'], (email) => (++times % 2 === 0 ? undefined : email)) };
  },
};
