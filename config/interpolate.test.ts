import { expect, test } from 'vitest';
import { interpolate } from './interpolate.ts';

const environment = { HOST: 'api.example', EMPTY: '' };

test.each([
  ['https://${HOST}/v1', 'https://api.example/v1', ['api.example']],
  ['${HOST}${HOST}', 'api.exampleapi.example', ['api.example', 'api.example']],
  ['${MISSING:-other}', 'other', []],
  ['${EMPTY:-other}', 'other', []],
  ['$${HOST}', '${HOST}', []],
  ['$HOST costs $5', '$HOST costs $5', []],
])('%s becomes %s', (text, filled, used) => {
  expect(interpolate(text, environment)).toEqual({ text: filled, used, problems: [] });
});

test('what the environment holds is not read again', () => {
  expect(interpolate('${A}', { A: '${B}', B: 'secret' }).text).toBe('${B}');
});

test('an unset variable is a problem that names it', () => {
  expect(interpolate('${MISSING} ${EMPTY}', environment).problems.map(({ code, what }) => [code, what])).toEqual([
    ['ENVIRONMENT_UNSET', 'The environment variable MISSING is not set.'],
    ['ENVIRONMENT_UNSET', 'The environment variable EMPTY is not set.'],
  ]);
});

test('a malformed name is a problem', () => {
  expect(interpolate('${not a name}', environment).problems[0]).toMatchObject({ code: 'CONFIGURATION_INVALID' });
});

test('inherited names of objects are no variables', () => {
  expect(interpolate('${toString:-none}', {}).text).toBe('none');
});
