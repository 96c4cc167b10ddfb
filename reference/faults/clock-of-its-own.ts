import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that dates its answers in local time. */
export const clockOfItsOwn: Fault = {
  id: 'clock-of-its-own',
  lie: 'dates its answers in local time',
  caughtBy: 'date-valid@countUsers#',
  around: change('countUsers', (answer) => ({ ...answer, headers: { ...answer.headers, date: 'Mon, 30 Nov 2026 05:00:00 CET' } })),
};
