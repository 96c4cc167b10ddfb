import { describe, expect, test } from 'vitest';
import { looksLikeExpression, parseExpression, type Expression } from './expression.ts';

describe('runtime expressions', () => {
  test.each<readonly [text: string, expression: Expression]>([
    ['$url', { kind: 'url' }],
    ['$method', { kind: 'method' }],
    ['$statusCode', { kind: 'statusCode' }],
    ['$self', { kind: 'self' }],
    ['$request.header.Content-Type', { kind: 'text', of: 'request', part: 'header', name: 'Content-Type' }],
    ['$request.query.page size', { kind: 'text', of: 'request', part: 'query', name: 'page size' }],
    ['$request.path.id', { kind: 'text', of: 'request', part: 'path', name: 'id' }],
    ['$response.body', { kind: 'body', of: 'response', access: [] }],
    ['$response.body#', { kind: 'body', of: 'response', access: [], pointer: '' }],
    ['$response.body#/a~1b/0', { kind: 'body', of: 'response', access: [], pointer: '/a~1b/0' }],
    ['$response.body.a.b', { kind: 'body', of: 'response', access: ['a', 'b'] }],
    ["$response.body[3]['x y'].z", { kind: 'body', of: 'response', access: [3, 'x y', 'z'] }],
    ['$inputs.user.name', { kind: 'inputs', name: 'user.name', access: [] }],
    ['$inputs.users[0].name', { kind: 'inputs', name: 'users', access: [0, 'name'] }],
    ['$inputs.user#/name', { kind: 'inputs', name: 'user', access: [], pointer: '/name' }],
    ['$outputs.x', { kind: 'outputs', name: 'x', access: [] }],
    ['$steps.find-pet.outputs.id', { kind: 'steps', step: 'find-pet', name: 'id', access: [] }],
    ['$workflows.w.inputs.x', { kind: 'workflows', workflow: 'w', of: 'inputs', name: 'x', access: [] }],
    ['$workflows.w.outputs.x#/y', { kind: 'workflows', workflow: 'w', of: 'outputs', name: 'x', access: [], pointer: '/y' }],
    ['$sourceDescriptions.api.url', { kind: 'sourceDescriptions', source: 'api', name: 'url' }],
    ['$components.parameters.page', { kind: 'components', group: 'parameters', name: 'page', access: [] }],
  ])('%s', (text, expression) => {
    expect(parseExpression(text)).toEqual({ expression });
  });
});

describe('what is none', () => {
  test.each(['$statusCode#/a', '$url.x', '$inputs', '$inputs.', '$steps.a.x', '$steps.a.outputs', '$request.cookie.x', '$response.header.a b', '$response.body#a', '$components.schemas.X', '$workflows.w.x.y', '$message.payload'])('%s', (text) => {
    expect(parseExpression(text)).toHaveProperty('why');
  });

  test.each(['$5.00', 'a $url', '$urls', '${name}', '$', '', '$inputsOf'])('%s is an ordinary text', (text) => {
    expect(looksLikeExpression(text)).toBe(false);
  });
});
