import { expect, test } from 'vitest';
import { impliedBy, profileNamed, profiles } from './profiles.ts';

test('each profile stands in both strengths', () => {
  expect(profiles.map(({ id }) => id)).toEqual([
    'read-only', 'read-only-documented', 'lifecycle', 'lifecycle-documented', 'full', 'full-documented',
  ]);
  for (const { id, binding } of profiles) {
    expect(binding).toEqual(id.endsWith('-documented') ? ['documented'] : ['documented', 'platform', 'assumed']);
  }
});

test('NAME-assumed is another name of NAME', () => {
  expect(profileNamed('lifecycle-assumed')).toEqual(profileNamed('lifecycle'));
  expect(profileNamed('lifecycle')).toMatchObject({ ok: true, value: { id: 'lifecycle', operations: 'read', flows: 'destructive' } });
});

test('an unknown profile is a problem that lists the known ones', () => {
  expect(profileNamed('lifecicle')).toEqual({ ok: false, problems: [{
    code: 'UNKNOWN_PROFILE', what: 'No profile is named "lifecicle".',
    fix: expect.stringMatching(/^Did you mean lifecycle.*Known: full, full-documented, lifecycle/),
  }] });
});

test('a permission includes the weaker ones', () => {
  expect(impliedBy('read')).toEqual(['read']);
  expect(impliedBy('destructive')).toEqual(['read', 'write', 'destructive']);
});
