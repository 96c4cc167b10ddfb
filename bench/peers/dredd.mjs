import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = dirname(createRequire(import.meta.url).resolve('dredd/package.json'));

export const dredd = {
  name: 'Dredd',
  takes: 'the description projected to Swagger 2.0, where it validates schemas; hooks that add the token, the id of a user and the body of the search, and take the charset from `Content-Type`',
  all: true,
  prepare: async ({ built, tools, userId }) => {
    const { swaggerForDredd } = await import(pathToFileURL(join(built, 'swagger.mjs')).href);
    const [swagger, hooks] = [join(tools, 'swagger.json'), join(tools, 'dredd-hooks.cjs')];
    writeFileSync(swagger, JSON.stringify(await swaggerForDredd()));
    writeFileSync(hooks, `const hooks = require('hooks');
hooks.beforeEach((transaction, done) => {
  transaction.fullPath = transaction.fullPath.replace('/users/x', '/users/${userId}');
  transaction.request.headers.Authorization = \`Bearer \${process.env.API_TOKEN}\`;
  if (transaction.request.method === 'POST') {
    transaction.request.headers['Content-Type'] = 'application/json';
    transaction.request.body = '{"query":"example"}';
  }
  done();
});
hooks.beforeEachValidation((transaction, done) => {
  const type = transaction.real.headers['content-type'];
  if (type) transaction.real.headers['content-type'] = type.split(';')[0];
  done();
});
`);
    return { version: JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version, swagger, hooks };
  },
  run: ({ url, token, swagger, hooks }) => ({
    shown: 'dredd swagger.json URL --hookfiles=hooks.cjs --loglevel=error',
    program: process.execPath,
    args: [join(home, 'bin', 'dredd'), swagger, url, `--hookfiles=${hooks}`, '--loglevel=error'],
    env: { API_TOKEN: token },
  }),
  /** After "Displaying failed tests...": `fail: GET (200) /enterprise/v2/users duration: 12ms`, what does not hold, line by line, and then the exchange. */
  findings: ({ said, code }) => {
    // eslint-disable-next-line no-control-regex -- it colours what it prints
    const plain = said.replaceAll(/\u001b\[[0-9;]*m/g, '');
    if (!/^complete: /m.test(plain)) throw new Error(`it ended with ${code}: ${plain.trim().split('\n').at(-1)}`);
    const [, told = ''] = plain.split('Displaying failed tests...');
    return told.split(/^(?=(?:fail|error): .* duration: )/m).slice(1).flatMap((block) => {
      const [first = '', ...rest] = block.split(/^request: ?$/m)[0].trim().split('\n');
      const name = first.replace(/^\w+: (.*) duration: .*$/, '$1');
      return rest.filter((line) => line.trim() !== '').map((line) => `${name}: ${line.replace(/^(fail|error): /, '')}`);
    });
  },
};
