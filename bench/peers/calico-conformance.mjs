import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';

export const calicoConformance = {
  name: 'calico-conformance',
  takes: 'the contract; every flow; the users that may be deactivated',
  all: true,
  prepare: () => ({ version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }),
  run: ({ url, token, disposableUsers }) => ({
    shown: 'calico-conformance --base-url URL --token-env API_TOKEN --profile full --allow destructive --allow collection-delete --disposable user_id=ID …',
    program: process.execPath,
    args: [join(root, 'bin', 'calico-conformance.mjs'), '--base-url', url, '--token-env', 'API_TOKEN', '--profile', 'full', '--allow', 'destructive', '--allow', 'collection-delete', '--quiet', ...disposableUsers.flatMap((id) => ['--disposable', `user_id=${id}`])],
    env: { API_TOKEN: token },
  }),
  findings,
};

/** The same with the credentials of others, which no peer can be given. */
export const withOtherTokens = {
  ...calicoConformance,
  name: 'calico-conformance, other actors',
  takes: 'the same, and tokens of another tenant, of a reader, and one that has expired',
  run: (backend) => {
    const { tokens } = backend;
    const own = calicoConformance.run(backend);
    return {
      ...own, shown: `${own.shown} --config actors.yaml`, args: [...own.args, '--config', 'actors.yaml'], env: { ...own.env, OTHER: tokens.other, READER: tokens.readOnly, EXPIRED: tokens.expired },
      files: { 'actors.yaml': 'otherTenant: { tokenEnv: OTHER }\nreadOnly: { tokenEnv: READER }\nexpired: { tokenEnv: EXPIRED }\n' },
    };
  },
};

/** Every requirement that failed, whatever its level. Requirements are named without values, so each is a shape by itself. */
function findings({ folder, code }) {
  if (![0, 1, 2].includes(code)) throw new Error(`it ended with ${code}`);
  const events = readFileSync(join(folder, 'conformance-report', 'run.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  return events.filter(({ event, outcome }) => event === 'judged' && outcome.kind === 'fail').map(({ id }) => id);
}
