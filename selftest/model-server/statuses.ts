import type { Operation } from '../../model/description.ts';

type Documented = Pick<Operation, 'responses'>;

function documents({ responses }: Documented, status: number): boolean {
  const range = `${Math.floor(status / 100)}XX`;
  return [String(status), range, range.toLowerCase(), 'default'].some((key) => responses.has(key));
}

/** The status of success that an operation documents first: what was created is 201, what is gone 204. */
export function successOf(operation: Operation, role: 'create' | 'replace' | 'other'): number {
  const keys = [...operation.responses.keys()];
  const stated = keys.filter((key) => /^2\d\d$/.test(key)).map(Number);
  const wish = role === 'create' ? [201, 200] : operation.method === 'delete' ? [204, 200] : [200, 204, 203];
  // 202 promises nothing yet, 206 less than all, and 201 of a PUT says that the thing was not there.
  const last = [202, 206, ...(role === 'replace' ? [201] : [])];
  const found = wish.find((status) => stated.includes(status)) ?? stated.find((status) => !last.includes(status)) ?? stated[0];
  if (found !== undefined) return found;
  if (keys.some((key) => /^2XX$/i.test(key) || key === 'default')) return wish[0] ?? 200;
  return keys.map(Number).find((status) => status >= 300 && status < 400) ?? wish[0] ?? 200;
}

/** The status with which broken data is refused: a documented one where there is one that speaks of data. */
export function refusalOf(operation: Documented, wish: readonly number[] = []): number {
  const stated = [...operation.responses.keys()].filter((key) => /^4\d\d$/.test(key)).map(Number);
  const fitting = [...wish, 400, 422].find((status) => stated.includes(status)) ?? stated.find((status) => ![401, 403, 404, 405, 406, 407, 408, 410, 412, 429].includes(status));
  if (fitting !== undefined) return fitting;
  if (documents(operation, 400)) return 400;
  return stated.includes(404) ? 404 : 400;
}

/** The status with which strangers are sent away. */
export function denialOf(operation: Documented): number {
  return [401, 403, 404].find((status) => documents(operation, status)) ?? 401;
}

/** The status of what is not there. */
export function absenceOf(operation: Documented): number {
  return [404, 410].find((status) => documents(operation, status)) ?? 404;
}

/** The status for whoever may not write. */
export function prohibitionOf(operation: Documented): number {
  return [403, 404, 405].find((status) => documents(operation, status)) ?? 403;
}
