import { expect, test } from 'vitest';
import { strategies } from '../generate/strategies.ts';
import { faults } from '../reference/server.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';

/** Lies of the reference backend that a rule is the one to catch. */
function caughtBy(rule: string): readonly string[] {
  return Object.values(faults).filter((fault) => fault.caughtBy.startsWith(`${rule}@`)).map(({ id }) => id);
}

function page(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const sections = [...new Set(rules.map(({ suite }) => suite))].map((suite) => [
    `## ${suite}`, '', '| rule | level | holds when | clause | lies that it catches |', '|---|---|---|---|---|',
    ...rules.filter((rule) => rule.suite === suite).map(({ id, level, summary, clause }) => `| \`${id}\` | ${level} | ${cell(summary)} | [${cell(clause.title)}](${clause.url}) | ${caughtBy(id).map((fault) => `\`${fault}\``).join(', ') || '–'} |`),
    '',
  ].join('\n'));
  return `# Rules

The law, rule by rule. \`calico-conformance requirements explain RULE\` says more of each, and which requirements it gives for a
description. A MUST that fails keeps a target from conforming; a SHOULD is shown and counted. The lies are those of the reference
backend (\`calico-conformance serve --fault NAME\`); every honest variant of it passes every rule.

${sections.join('\n')}
## flows

${calicoFlows.map(({ id, title, steps }) => `- \`${id}\`: ${title} (${steps.length} steps; ${caughtBy(id).length} lies are caught by it and nothing else)`).join('\n')}

## What is sent

| strategy | requests |
|---|---|
${strategies.map(({ id, summary }) => `| \`${id}\` | ${cell(summary)} |`).join('\n')}
`;
}

test('docs/rules.md is what the tables say today', async () => {
  await expect(page()).toMatchFileSnapshot('../docs/rules.md');
});

test('every rule that binds catches a lie, or says which test stands for it', () => {
  const withoutLie = rules.filter(({ id, level }) => level === 'MUST' && caughtBy(id).length === 0).map(({ id }) => id);
  // The contract has no required query parameter, and nothing that can be created; those rules are held by tables of answers beside their files, and by the shop beside the flows.
  expect(withoutLie).toEqual(['requires-parameter', 'location-resolves', 'read-after-create', 'put-created-once', 'idempotent-put', 'gone-after-delete']);
});
