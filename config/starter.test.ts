import { expect, test } from 'vitest';
import { configurationFile } from './configuration-file.ts';
import { parseConfiguration } from './parse-configuration.ts';
import { starterConfiguration } from './starter.ts';

const starter = starterConfiguration({ schema: './calico-conformance.schema.json' });

test('it is valid as it stands, and says what was asked', () => {
  const text = starterConfiguration({ baseUrl: 'https://api.example', description: 'a "b".yaml', schema: './s.json' });
  expect(parseConfiguration(text, 'f', {})).toMatchObject({ ok: true, value: { settings: { baseUrl: 'https://api.example', description: 'a "b".yaml', profile: 'read-only' } } });
});

test('it is valid with every setting taken out of its comment', () => {
  const sentence = /^# (?=\S)(?!(?:baseUrl|description|tokenEnv|expired|otherTenant|readOnly|auth|headers|fixtures|include|exclude|concurrency|timeout|rate|seed|shuffle|safeOperations|baseline|waivers|acceptWaivers|capabilities|container|overlays|flows|minResponseCoverage|explore|exploreAffectsVerdict|reports|record|secondOpinion|certificate|proxy|ca|unixSocket|http2|insecure|retries):)/;
  const uncommented = starter.split('\n').map((line) => (sentence.test(line) || /^#   (read-only|lifecycle|full) /.test(line) ? line : line.replace(/^# /, ''))).join('\n');
  const result = parseConfiguration(uncommented, 'f', {});
  expect(result).toMatchObject({ ok: true });
  const settings = result.ok ? Object.keys(result.value.settings) : [];
  const left = ['$schema', 'token', 'maxBodyBytes', 'formats', 'undeclaredProperties'];
  expect(settings.sort()).toEqual(Object.keys(configurationFile.shape).filter((key) => !left.includes(key)).sort());
});

test('its first line tells editors the schema', () => {
  expect(starter.split('\n')[0]).toBe('# yaml-language-server: $schema=./calico-conformance.schema.json');
});
