import { tierText } from '../certify/assurance.ts';
import { scopeOf } from '../certify/scope.ts';
import type { Verification } from '../certify/verify.ts';
import { visibleLine } from '../reporters/visible-text.ts';
import { exitCodes } from './exit-codes.ts';
import { wrapped } from './wrapped.ts';

const marks = { holds: 'ok  ', broken: 'FAIL', 'not-reached': '-   ', 'not-asked': '-   ' } as const;

/** What a verification came to, for people. What a stranger wrote cannot command their terminal. */
export function verificationText({ verified, checks, bundle, assurance, signer }: Verification): string {
  return [
    ...(bundle ? [
      `Bundle       SHA-256 ${bundle.sha256}`,
      `Target       ${bundle.baseUrl}, ${bundle.kind === 'embedded' ? 'the reference backend inside the package' : `at a ${bundle.addressClass} address`}`,
      `Description  ${bundle.description.title} ${bundle.description.version}, profile ${bundle.profile}`,
      `Run          ${bundle.startedAt} to ${bundle.finishedAt}, ${bundle.suite}`,
      ...(signer ? [`Signed by    ${signer.name} (${signer.role}), key ${signer.keyId.slice(0, 16)}`] : []),
      '',
    ] : []),
    ...checks.flatMap(({ code, state, promise, says }) => [
      ...hanging(`${marks[state]} ${code.padEnd(12)} `, state === 'not-asked' ? says.join(' ') : promise),
      ...(state === 'broken' ? says : []).flatMap((each) => hanging(' '.repeat(18), each)),
    ]),
    '',
    ...(verified && bundle ? [
      `VERIFIED  ${bundle.verdict}: ${bundle.because}`,
      ...wrapped(bundle.verdict.startsWith('CONFORMANT') ? scopeOf(tierText(assurance)) : `Assurance: ${tierText(assurance)}.`, 80),
    ] : ['NOT VERIFIED  Nothing that this bundle says is to be believed.']),
  ].map((line) => `${visibleLine(line)}\n`).join('');
}

/** A text behind its mark, wrapped to stay there. */
function hanging(mark: string, text: string): readonly string[] {
  return wrapped(text, 80 - mark.length).map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

/** 0: everything holds, and the verdict is green. 1: something does not hold. Otherwise the exit code of the verdict. */
export function verificationExit({ verified, bundle }: Verification): number {
  if (!verified || !bundle) return 1;
  return Object.hasOwn(exitCodes, bundle.exitCode) ? bundle.exitCode : 1;
}
