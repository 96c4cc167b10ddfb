import type { KillMatrix } from '../../model/kill-matrix.ts';
import { visibleText } from '../visible-text.ts';
import { wrapped } from '../wrapped-text.ts';
import { byRule, reasonsOf } from './by-rule.ts';
import { scoreOf } from './score.ts';

const mostShown = 10;
const width = 80;

/** The proof of a plan's power, for a terminal. */
export function killMatrixText(matrix: KillMatrix): string {
  const { description, profile, honest, tried, sample, interrupted, durationMs, server } = matrix;
  const rows = byRule(matrix).filter((row) => row.tried > 0);
  const longest = Math.max(4, ...rows.map(({ rule }) => rule.length));
  const line = (cells: readonly (string | number)[]): string => `${String(cells[0]).padEnd(longest)}${cells.slice(1).map((cell) => String(cell).padStart(10)).join('')}\n`;
  const survivors = tried.filter(({ fate }) => fate.kind === 'survived');
  return [
    `Description  ${visibleText(`${description.title} ${description.version} (${description.source})`)}\n`,
    `Honest       ${server === 'model' ? 'a server made from the description' : 'the reference backend'}: ${honest.verdict}, ${honest.passed} of ${honest.requirements} requirements pass\n`,
    `Profile      ${profile}, seed ${matrix.seed}${sample === undefined ? '' : `; a sample of ${sample}`}\n\n`,
    ...section('False alarms: an honest server fails these', honest.falseAlarms.map(({ requirement, level, message }) => `${requirement} (${level}) ${message}`)),
    line(['rule', 'lies', 'killed', 'by others', 'survived', 'no lie']),
    ...rows.map(({ rule, tried: all, killed, byAnother, survived, untried }) => line([rule, all, killed, byAnother, survived, untried])),
    '\n',
    ...section('Survived', survivors.map(({ requirement, label, lie, fate }) => `${requirement} [${label}]: a server that ${lie}. ${fate.kind === 'survived' ? fate.because : ''}`)),
    ...section('Without a lie', reasonsOf(matrix).map(({ because, count }) => `${count} × ${because}`)),
    `${scoreLine(matrix)}\n`,
    `${tried.reduce((sum, { exchanges }) => sum + exchanges, 0)} exchanges in ${(durationMs / 1000).toFixed(1)} s${interrupted ? '; interrupted, so this is not all' : ''}\n`,
  ].join('');
}

/** The figure in one line. */
export function scoreLine(matrix: KillMatrix): string {
  const { tried, killed, byAnother, survived, perCent } = scoreOf(matrix);
  if (perCent === undefined) return 'No lie was told, so nothing is proven.';
  return `${floored(perCent)} % of ${tried} lies were found out: ${killed} by the requirement they violate, ${byAnother} by others; ${survived} survived.`;
}

/** Never more than it is: 100 only where it is all. */
function floored(perCent: number): string {
  return String(Math.floor(perCent * 10) / 10);
}

function section(title: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, mostShown).flatMap((entry) => wrapped(visibleText(entry), width - 4).map((each, index) => `${index === 0 ? '  ' : '    '}${each}\n`));
  return [`${title}\n`, ...shown, ...(entries.length > mostShown ? [`  and ${entries.length - mostShown} more in selftest.json\n`] : []), '\n'];
}
