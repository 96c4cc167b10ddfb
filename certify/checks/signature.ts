import { reaches, tierText } from '../assurance.ts';
import { bundleFiles, jsonFile, manifestOf } from '../bundle.ts';
import { statementType } from '../dsse.ts';
import { runPredicateType, runStatement, statementOf, statementVersion, type RunPredicate, type Statement, type Subject } from '../statement.ts';
import { canonicalJson } from '../../engine/digest.ts';
import type { Check, Examined } from './check.ts';
import { tierReached } from './tier-reached.ts';

/** Somebody who is trusted has signed. */
export const signature: Check = {
  promise: 'it is signed with a key that is trusted',
  leftOut: ({ envelope, policy }) => (envelope || policy.assurance !== 'A0' ? undefined : 'no signature was asked for'),
  *look({ envelope, signer, trusted, unsigned }) {
    if (!envelope) yield 'There is no signature: nobody answers for this bundle.';
    else if (unsigned !== undefined) yield `By Sigstore nobody who is trusted has signed this: ${unsigned}`;
    else if (!signer && trusted.length === 0) yield 'Nothing says whose signatures are trusted, so none is.';
    else if (!signer) yield `None of the ${trusted.length} trusted keys has signed this: another key has, or the statement was changed afterwards.`;
  },
};

/** What was signed is a statement about a run; looked at only once the signature is known to be good. */
export const type: Check = {
  promise: 'what is signed is a statement about a run',
  // Before the signature is known to be good, nothing is believed of what it is about.
  leftOut: ({ envelope, signer }) => (envelope && signer ? undefined : 'nobody who is trusted has signed anything'),
  *look(examined) {
    const { envelope } = examined;
    if (!envelope) return;
    if (envelope.payloadType !== statementType) yield `The payload is of type ${JSON.stringify(envelope.payloadType)}.`;
    const statement = statementIn(examined);
    if (statement?._type !== statementVersion) yield 'The payload is no in-toto statement of version 1.';
    if (statement?.predicateType !== runPredicateType) yield `The statement is of type ${JSON.stringify(statement?.predicateType)}.`;
  },
};

/** The tier that is asked for is reached. */
export const tier: Check = {
  promise: 'it is as sure as it has to be',
  *look(examined) {
    const reached = tierReached(examined);
    const { assurance } = examined.policy;
    if (!reaches(reached, assurance)) yield `It reaches ${tierText(reached)}; asked for is ${tierText(assurance)}.`;
  },
};

/** Every file is the one that the manifest and the statement are about, and the statement says what the files say. */
export const digest: Check = {
  promise: 'manifest and statement are about exactly these files, and say what they say',
  *look(examined) {
    const { bundle, read, again, envelope, signer } = examined;
    const made = runStatement(bundle, read);
    const listed = new Map([...bundle.files].filter(([name]) => name !== bundleFiles.manifest.name));
    if (!jsonFile(manifestOf(listed)).equals(bundle.of('manifest'))) yield 'The manifest is not that of these files.';
    if (!again.derived.report.equals(bundle.of('report'))) yield 'report.html is not what the record says.';
    if (!envelope || !signer) return;
    const statement = statementIn(examined);
    if (!statement) return;
    if (!sameSubjects(statement.subject, made.subject)) yield `The statement is not about these files: ${otherSubjects(statement, made).join(', ')}.`;
    for (const field of fieldsOf(statement.predicate, made.predicate)) yield `The statement says something else under ${field} than the files do.`;
  },
};

/** The same names and digests, in whatever order: who signs for others has an order of his own. */
function sameSubjects(said: unknown, made: readonly Subject[]): boolean {
  const sorted = (subjects: readonly unknown[]): readonly string[] => subjects.map((each) => canonicalJson(each)).sort();
  return Array.isArray(said) && canonicalJson(sorted(said)) === canonicalJson(sorted(made));
}

function statementIn({ envelope }: Examined): Statement<RunPredicate> | undefined {
  return statementOf(envelope) as Statement<RunPredicate> | undefined;
}

function otherSubjects(statement: Statement<RunPredicate>, made: Statement<RunPredicate>): readonly string[] {
  const said = new Map((Array.isArray(statement.subject) ? statement.subject : []).map((each) => [each.name, each.digest.sha256]));
  const other = made.subject.filter(({ name, digest: { sha256 } }) => said.get(name) !== sha256).map(({ name }) => name);
  return other.length > 0 ? other : ['it names others too'];
}

/** Fields of what is signed that differ from what the files come to; what nobody knows is passed over, as in-toto asks for. */
function fieldsOf(said: unknown, made: RunPredicate): readonly string[] {
  const values = (typeof said === 'object' && said !== null ? said : {}) as Readonly<Record<string, unknown>>;
  return Object.entries(made).filter(([name, value]) => canonicalJson(values[name]) !== canonicalJson(value)).map(([name]) => name);
}
