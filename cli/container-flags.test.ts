import { expect, test } from 'vitest';
import { flagLayer } from './flag-layer.ts';

test('flags of a container say what the section of the file says', () => {
  expect(flagLayer({ image: 'a', containerPort: '80', env: ['A=1=2', 'TOKEN'], mount: ['./a:/b'], wait: 'http:/health', startTimeout: '5s', basePath: '/v2', network: 'n' }, { TOKEN: 'secret' })).toEqual({
    ok: true, value: { fromEnvironment: ['secret'], layer: { container: { image: 'a', port: 80, env: { A: '1=2', TOKEN: 'secret' }, mounts: ['./a:/b'], wait: 'http:/health', startTimeout: '5s', basePath: '/v2', network: 'n' } } },
  });
});

test.each([
  [{ containerPort: 'http' }, '--port must be a whole number from 1 to 65535.'],
  [{ wait: 'soon' }, '--wait must be port, http:/path or log:PATTERN.'],
  [{ mount: ['data'] }, '--mount must be HOST:PATH, or HOST:PATH:ro.'],
  [{ startTimeout: '5' }, '--start-timeout must be a duration with a unit, such as 60s.'],
  [{ env: ['NOT_THERE'] }, 'The environment variable NOT_THERE is not set.'],
  [{ env: ['=1'] }, '--env "=1" has no name.'],
])('%j', (values, what) => {
  expect(flagLayer(values, {})).toMatchObject({ ok: false, problems: [{ what }] });
});
