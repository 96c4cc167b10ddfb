// The section of docs/benchmarks.md about the peers, from the runs that were made.
import { median } from '../median.mjs';
import { scored } from './score.mjs';

/** What a fault is about, by the requirement that names it: who can see it depends on that. */
const kinds = {
  'answers': { what: 'One answer is wrong by itself: its body, its headers, its status', is: ({ rule }) => ['body-schema', 'body-parses', 'json-keys-unique', 'content-type-documented', 'header-documented', 'status-in-range', 'status-documented', 'error-status-documented', 'success-documented', 'no-server-error', 'date-valid', 'retry-after-valid', 'service-available', 'problem-details-valid', 'cache-control-private', 'no-leak'].includes(rule) },
  'requests': { what: 'A request is accepted that is invalid, or refused that is valid', is: ({ rule }) => ['rejects-invalid', 'rejects-malformed-body', 'accepts-valid'].includes(rule) },
  'credentials': { what: 'Somebody is let in, or sees something, without the right to', is: ({ rule }) => ['auth-required', 'auth-checked', 'verb-authorised', 'tenant-isolation', 'no-id-leak', 'auth-before-lookup'].includes(rule) },
  'methods': { what: 'HEAD, `Allow`, `Accept` and methods that are not there', is: ({ rule }) => ['method-not-allowed', 'allow-truthful', 'head-mirrors-get', 'not-acceptable'].includes(rule) },
  'meaning': { what: 'Answers are well-formed, and contradict each other: what a deletion left behind, sums, filters, pages', is: ({ at }) => at.startsWith('/steps/') },
};

/** The kind of a fault, by the id of the requirement that names it. */
export function kindOf(requirement) {
  const [, rule = '', at = ''] = /^(.*?)@.*?#(.*)$/.exec(requirement) ?? [];
  const found = Object.entries(kinds).find(([, { is }]) => is({ rule, at }));
  if (!found) throw new Error(`${requirement} is of no kind that this bench knows.`);
  return found[0];
}

/** Markdown, from the table of peers (with those that are absent), all runs, all faults, and how the sample was drawn. */
export function sectionOn({ peers, absent, runs, faults, sample, seed, when }) {
  const kindOfFault = new Map(faults.map(({ id, caughtBy }) => [id, kindOf(caughtBy)]));
  const rows = peers.map((peer) => ({ peer, runs: runs.filter((run) => run.peer === peer.name) })).filter((row) => row.runs.length > 0).map((row) => ({ ...row, score: scored(row.runs), honest: row.runs.filter(({ kind }) => kind === 'honest') }));
  const of = (found, all) => (all === 0 ? '–' : `${found} of ${all} (${Math.round((found / all) * 100)} %)`);
  const tried = ({ runs: own }) => new Set(own.filter(({ kind }) => kind === 'fault').map(({ target }) => target));
  const inSample = (row) => [row.score.found.filter((id) => sample.includes(id)).length, sample.filter((id) => tried(row).has(id)).length];
  const figure = (row, of_) => median(row.honest.map(of_));
  const name = (row) => `${row.peer.name} ${row.runs[0].version}`;
  const kindRows = Object.entries(kinds).map(([kind, { what }]) => {
    const ofKind = faults.filter(({ id }) => kindOfFault.get(id) === kind);
    const cells = rows.map((row) => {
      const ids = ofKind.filter(({ id }) => tried(row).has(id));
      return `${row.score.found.filter((id) => kindOfFault.get(id) === kind).length} of ${ids.length}`;
    });
    return `| ${what} | ${ofKind.length} | ${cells.join(' | ')} |`;
  });
  const foundBySomebodyElse = (row) => {
    const ours = rows[0];
    return row === ours ? [] : row.score.found.filter((id) => ours.score.missed.includes(id));
  };
  return `## Beside the peers

Written by \`npm run bench:peers\`: the reference backend, honest, honest in ${new Set(runs.filter(({ kind }) => kind === 'variant').map(({ target }) => target)).size} other ways, and with one fault at a time, is judged
by us and by every peer that installs. Of ${faults.length} faults, each tool was run on as many as the table says; the command goes on where it was interrupted, until quick tools have seen all of them. All have the same description and the same credentials: the token of the owner of the data. ${when}

- **Found**: the run on the faulty backend has a complaint that no run on the same backend without the fault has. Complaints are compared without the values of one
  run: operation, kind of check and words. Whoever complains of something else than the fault because of it has found it too.
- **False alarms**: every different complaint about an honest server. They are honest by construction; \`reference/variants.test.ts\` holds us to none.
- **Requests** are counted by the server. Requests, seconds, memory (of all processes of the tool together) and processor time are those of the plain honest backend,
  where nobody has anything to report; median of ${Math.max(...rows.map(({ honest }) => honest.length))} runs. Seconds are of a machine that others worked on too, processor time says more.
- Slow tools are run on a sample of ${sample.length} faults, drawn by the seed ${seed}; the column "of the sample" has the same faults for everybody.

| tool | faults found | of the sample | false alarms | honest servers accused | requests | seconds | processor seconds | MiB | requests a second |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
${rows.map((row) => `| ${name(row)} | ${of(row.score.found.length, row.score.faults)} | ${of(...inSample(row))} | ${row.score.falseAlarms} | ${row.score.accused.length} of ${row.score.servers} | ${figure(row, ({ requests }) => requests)} | ${figure(row, ({ seconds }) => seconds).toFixed(1)} | ${figure(row, ({ cpuSeconds }) => cpuSeconds).toFixed(1)} | ${figure(row, ({ peakMiB }) => peakMiB)} | ${figure(row, ({ requests, seconds }) => requests / seconds).toFixed(0)} |`).join('\n')}

By what the fault is about; found of those that the tool was run on. Who sends one request at a time and looks at one answer at a time cannot see what the last row is about:

| | faults | ${rows.map((row) => row.peer.name).join(' | ')} |
|---|---:|${rows.map(() => '---:|').join('')}
${kindRows.join('\n')}

What each was given, and how it was run:

${rows.map((row) => `- **${name(row)}**: ${row.peer.takes}.${row.peer.chosen === undefined ? '' : ` ${row.peer.chosen}`}\n  \`${row.runs[0].shown}\`${row.score.broken.length === 0 ? '' : `\n  Did not come to an end on ${row.score.broken.length}: ${row.score.broken.slice(0, 3).join('; ')}${row.score.broken.length > 3 ? '; …' : ''}.`}`).join('\n')}

Absent:

${absent.map(({ name: own, because }) => `- **${own}**: ${because}.`).join('\n')}

${rows.length > 1 ? rows.slice(1).map((row) => [row, foundBySomebodyElse(row)]).filter(([, ids]) => ids.length > 0).map(([row, ids]) => `Found by ${row.peer.name} and not by us with the same credentials: ${ids.map((id) => `\`${id}\``).join(', ')}.`).join('\n') : ''}
`;
}
