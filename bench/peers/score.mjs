// What counts: a finding is a kind of complaint about an operation, without the values of one run; a fault is found by a complaint that
// the honest server does not draw; and every complaint about an honest server is a false alarm.

/** One complaint, so that the same one about another run reads the same: ids, numbers, times, places and colours are taken out. Statuses stay. */
export function shapeOf(text) {
  return text
    // eslint-disable-next-line no-control-regex -- terminals are coloured with one
    .replaceAll(/\u001b\[[0-9;]*m/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '#')
    .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, '')
    .replaceAll(/\b(?=[a-z]*\d)[a-z\d]{16,}\b/gi, '#')
    .replaceAll(/(?<![\w.])-?\d+(\.\d+)?(e[+-]?\d+)?\b/gi, (number) => (/^[1-6]\d\d$/.test(number) ? number : '#'))
    .replaceAll(/\s+/g, ' ').trim().slice(0, 400);
}

/** The complaints of one run, each once, in order. */
export function shapesOf(findings) {
  return [...new Set(findings.map(shapeOf))].sort();
}

/** What a run on a faulty server complains of that no run on the same server without the fault did. */
export function detected(honestRuns, faulty) {
  const known = new Set(honestRuns.flat());
  return faulty.filter((finding) => !known.has(finding));
}

/**
 * The figures of one tool from its runs: `{ kind: 'honest' | 'variant' | 'fault', target, findings, … }`, in any order.
 * A run that did not come to an end found nothing, and is told.
 */
export function scored(runs) {
  const shaped = runs.map((run) => ({ ...run, findings: shapesOf(run.findings) }));
  const of = (kind) => shaped.filter((run) => run.kind === kind);
  const honest = of('honest').map(({ findings }) => findings);
  const faults = of('fault').map((run) => ({ target: run.target, by: run.broken === undefined && honest.length > 0 ? detected(honest, run.findings) : [] }));
  const servers = [...new Map([...of('honest'), ...of('variant')].map((run) => [run.target, run])).keys()].map((target) => ({
    target, findings: new Set(shaped.filter((run) => run.kind !== 'fault' && run.target === target).flatMap(({ findings }) => findings)),
  }));
  return {
    faults: faults.length, found: faults.filter(({ by }) => by.length > 0).map(({ target }) => target), missed: faults.filter(({ by }) => by.length === 0).map(({ target }) => target),
    servers: servers.length, accused: servers.filter(({ findings }) => findings.size > 0).map(({ target }) => target),
    falseAlarms: new Set(servers.flatMap(({ findings }) => [...findings])).size,
    broken: runs.filter(({ broken }) => broken !== undefined).map(({ target, broken }) => `${target}: ${broken}`),
  };
}
