import { tierText } from '../certify/assurance.ts';
import { scopeOf } from '../certify/scope.ts';
import type { Verification } from '../certify/verify.ts';
import { selftestSentence } from '../reporters/selftest-words.ts';
import { visibleLine } from '../reporters/visible-text.ts';
import { exitCodes } from './exit-codes.ts';
import { wrapped } from './wrapped.ts';

const mostWaivers = 20;
const marks = { holds: 'ok  ', broken: 'FAIL', 'not-reached': '-   ', 'not-asked': '-   ' } as const;

/** What a verification came to, for people. What a stranger wrote cannot command their terminal. */
export function verificationText({ verified, checks, bundle, assurance, signer, certificate, asked }: Verification): string {
  return [
    ...(bundle ? [
      `SHA-256      ${bundle.sha256}`,
      ...hanging('Target       ', `${bundle.baseUrl}, ${bundle.kind === 'embedded' ? 'the reference backend inside the package' : `at a ${bundle.addressClass} address`}`),
      ...hanging('Description  ', `${bundle.description.title} ${bundle.description.version}, profile ${bundle.profile}`),
      ...hanging('Run          ', `${bundle.startedAt} to ${bundle.finishedAt}, ${bundle.suite}`),
      ...(bundle.capabilities.length > 0 ? [`Declared     ${bundle.capabilities.join(', ')}`] : []),
      ...bundle.waivers.slice(0, mostWaivers).flatMap(({ requirement, reason, ticket, owner, expires }, index) =>
        hanging(index === 0 ? 'Waived       ' : ' '.repeat(13), `${requirement}: ${reason} (${[ticket, owner, `until ${expires}`].join(', ')})`)),
      ...(bundle.waivers.length > mostWaivers ? [`             and ${bundle.waivers.length - mostWaivers} more, in results.json`] : []),
      ...(signer ? hanging('Signed by    ', `${signer.name} (${signer.role}), ${/^[0-9a-f]{64}$/.test(signer.keyId) ? `key ${signer.keyId.slice(0, 16)}` : signer.keyId}`) : []),
      '',
    ] : []),
    ...checks.flatMap(({ code, state, promise, says }) => [
      ...hanging(`${marks[state]} ${code.padEnd(13)} `, state === 'not-asked' ? says.join(' ') : promise),
      ...(state === 'broken' ? says : []).flatMap((each) => hanging(' '.repeat(19), each)),
    ]),
    ...(asked && asked.length > 0 ? ['', ...hanging('Asked again  ', `${asked.length} requirement${asked.length === 1 ? '' : 's'}: ${asked.slice(0, 3).join(', ')}${asked.length > 3 ? ` and ${asked.length - 3} more` : ''}`)] : []),
    '',
    ...(certificate ? [...hanging('Certificate  ', `${certificate.id ?? 'none of a certifier who is trusted'}: ${certificate.state}. ${certificate.because}`), ...(certificate.selftest ? hanging(' '.repeat(13), selftestSentence(certificate.selftest)) : []), ''] : []),
    ...(verified && bundle ? [
      ...hanging('VERIFIED  ', `${bundle.verdict}: ${bundle.because}`),
      ...wrapped(bundle.verdict.startsWith('CONFORMANT') ? scopeOf(tierText(assurance)) : `Assurance: ${tierText(assurance)}.`, 80),
    ] : ['NOT VERIFIED  Nothing that this bundle says is to be believed.']),
  ].map((line) => `${visibleLine(line)}\n`).join('');
}

/** A text behind its mark, wrapped to stay there. */
function hanging(mark: string, text: string): readonly string[] {
  return wrapped(text, 80 - mark.length).map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

/** 0: everything holds, and the verdict is green, as far as the policy lets waivers pass. 1: something does not hold. Otherwise the exit code of the verdict. */
export function verificationExit({ verified, bundle }: Verification): number {
  if (!verified || !bundle) return 1;
  // Where no waiver were allowed, it would not be verified.
  if (bundle.verdict.startsWith('CONFORMANT')) return 0;
  return Object.hasOwn(exitCodes, bundle.exitCode) ? bundle.exitCode : 1;
}
