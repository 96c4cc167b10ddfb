import { expect, test } from 'vitest';
import type { Complaint } from './complaint.ts';
import { containerBeside, containerIn, namedTarget, readContainer } from './container-settings.ts';

const whole = { image: 'partner/backend:1.2', port: 8080 };

function read(written: Parameters<typeof readContainer>[0]): ReturnType<typeof readContainer> | readonly string[] {
  const complaints: Complaint[] = [];
  return readContainer(written, complaints) ?? complaints.map(({ at, problem }) => `${at.join('.')}: ${problem.what}`);
}

test('an image and a port are enough', () => {
  expect(read(whole)).toEqual({
    from: { kind: 'image', image: 'partner/backend:1.2', mounts: [] }, port: 8080, basePath: '', ready: { kind: 'answers' }, startTimeoutMs: 60_000, environment: {},
  });
});

test('everything else is taken as it is meant', () => {
  expect(read({ ...whole, basePath: 'v2/', wait: 'http:/health', startTimeout: '2m', env: { A: '1' }, mounts: ['./a:/b', '/c:/d:ro', 'C:\\e:/f:rw'], network: 'n' })).toEqual({
    from: { kind: 'image', image: 'partner/backend:1.2', network: 'n', mounts: [{ source: './a', target: '/b', mode: 'rw' }, { source: '/c', target: '/d', mode: 'ro' }, { source: 'C:\\e', target: '/f', mode: 'rw' }] },
    port: 8080, basePath: '/v2', ready: { kind: 'http', path: '/health' }, startTimeoutMs: 120_000, environment: { A: '1' },
  });
  expect(read({ compose: 'a.yaml', service: 'api', port: 80, wait: 'log:up|ready' })).toMatchObject({ from: { kind: 'compose', file: 'a.yaml', service: 'api' }, ready: { kind: 'log', pattern: 'up|ready' } });
});

test.each<[Parameters<typeof readContainer>[0], string]>([
  [{ image: 'a' }, 'container: Nothing says at which port the container listens.'],
  [{ port: 80 }, 'container: Nothing says which container to start.'],
  [{ ...whole, compose: 'b.yaml', service: 'c' }, 'container.compose: Both an image and a compose file are given.'],
  [{ ...whole, service: 'c' }, 'container.service: A service belongs to a compose file.'],
  [{ compose: 'b.yaml', port: 80 }, 'container.compose: Nothing says which service of the compose file is the API.'],
  [{ compose: 'b.yaml', service: 'c', port: 80, network: 'n' }, 'container.network: network goes with an image; a compose file says it itself.'],
  [{ ...whole, wait: 'log:(' }, 'container.wait: The pattern in "log:(" cannot be read.'],
  [{ ...whole, startTimeout: '0s' }, 'container.startTimeout: startTimeout must be from 1ms to 60m.'],
])('%j', (written, complaint) => {
  expect(read(written)).toContain(complaint);
});

test('the strongest layer says what is judged, and one that names no container changes the one before it', () => {
  const named = (...layers: Parameters<typeof namedTarget>[0]) => namedTarget(layers, []);
  expect(named({ baseUrl: 'http://a' }, { container: whole })).toEqual({ container: whole });
  expect(named({ container: whole }, { baseUrl: 'http://a' })).toEqual({ baseUrl: 'http://a' });
  expect(named({ container: { ...whole, network: 'n' } }, { container: { port: 9090 } })).toEqual({ container: { ...whole, network: 'n', port: 9090 } });
  expect(named({ container: { ...whole, network: 'n' } }, { container: { compose: 'b.yaml' } })).toEqual({ container: { compose: 'b.yaml' } });
  const complaints: Complaint[] = [];
  namedTarget([{ baseUrl: 'http://a', container: whole }], complaints);
  expect(complaints.map(({ problem }) => problem.code)).toEqual(['TARGET_TWICE']);
});

test('paths of a file are meant from the file, and all become absolute', () => {
  const beside = containerBeside({ ...whole, mounts: ['data:/data:ro'] }, (path) => `conf/${path}`);
  expect(beside.mounts).toEqual(['conf/data:/data:ro']);
  const settings = readContainer(beside, []);
  expect(settings && containerIn('/project', settings).from).toMatchObject({ mounts: [{ source: '/project/conf/data', target: '/data', mode: 'ro' }] });
});
