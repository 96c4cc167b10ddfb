import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/setup.mjs';

const home = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
const program = join(home, 'bin', 'cli.js');
const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
const flows = ['suites/calico/deactivate-user.arazzo.yaml', 'suites/calico/transactions.arazzo.yaml'];

export const respect = {
  name: 'Respect (Redocly)',
  takes: 'a workflow for each operation, as its `generate-arazzo` makes them, and our two flow documents',
  all: true,
  prepare: ({ tools, description }) => {
    const own = join(tools, 'respect');
    for (const file of ['spec/calico-enterprise/openapi.yaml', ...flows]) {
      mkdirSync(dirname(join(own, file)), { recursive: true });
      cpSync(join(root, file), join(own, file));
    }
    cpSync(description, join(own, 'openapi.yaml'));
    if (spawnSync(process.execPath, [program, 'generate-arazzo', 'openapi.yaml', '--output-file', 'each.arazzo.yaml'], { cwd: own, env: { ...process.env, ...env }, stdio: 'ignore' }).status !== 0) throw new Error('`generate-arazzo` does not take the description');
    return { version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version, own };
  },
  run: ({ url, token, disposableUsers, own, folder }) => ({
    shown: `redocly respect each.arazzo.yaml ${flows.map((each) => each.split('/').at(-1)).join(' ')} --server openapi=URL --server calico=URL --input bearer=TOKEN --input "authorization=Bearer TOKEN" --input user_id=ID --json-output report.json`,
    program: process.execPath, cwd: own, env,
    args: [program, 'respect', 'each.arazzo.yaml', ...flows, '--server', `openapi=${url}`, '--server', `calico=${url}`, '--input', `bearer=${token}`, '--input', `authorization=Bearer ${token}`, '--input', `user_id=${disposableUsers[1]}`, '--json-output', join(folder, 'report.json')],
  }),
  findings: ({ folder }) => {
    const { files } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    return Object.values(files).flatMap(({ executedWorkflows = [] }) => executedWorkflows).flatMap(({ executedSteps = [] }) => executedSteps)
      .flatMap(({ stepId, checks = [] }) => checks.filter(({ passed }) => !passed).flatMap(({ name, message = '' }) => complaintsIn(message).map((each) => `${stepId} ${name}: ${each}`)));
  },
};

/** A check of a schema tells several errors, each in capitals and then with the lines around it. */
function complaintsIn(message) {
  const errors = message.split('\n').map((line) => line.trim()).filter((line) => /^[A-Z]{4,} /.test(line));
  return errors.length > 0 ? errors : [message];
}
