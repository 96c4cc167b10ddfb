/**
 * Carries out YAML merge keys (`<<: *base`), in place: YAML 1.2 has none, and many descriptions use them nevertheless.
 * What an object says itself wins, then the first of several bases.
 */
export function applyMergeKeys(root: unknown): void {
  const settled = new Set<object>();
  const pending: unknown[] = [root];
  const walked = new Set<object>();
  while (pending.length > 0) {
    const node = pending.pop();
    if (node === null || typeof node !== 'object' || walked.has(node)) continue;
    walked.add(node);
    merge(node as Record<string, unknown>, settled, 0);
    for (const member of Object.values(node)) pending.push(member);
  }
}

function merge(node: Record<string, unknown>, settled: Set<object>, depth: number): void {
  if (settled.has(node) || depth > 100) return;
  settled.add(node);
  const given = Object.hasOwn(node, '<<') ? node['<<'] : undefined;
  const bases = Array.isArray(given) ? (given as readonly unknown[]) : [given];
  if (given === undefined || !bases.every((base) => base !== null && typeof base === 'object' && !Array.isArray(base))) return;
  delete node['<<'];
  for (const base of bases as readonly Record<string, unknown>[]) {
    merge(base, settled, depth + 1);
    for (const [name, value] of Object.entries(base)) {
      if (!Object.hasOwn(node, name)) Object.defineProperty(node, name, { value, enumerable: true, configurable: true, writable: true });
    }
  }
}
