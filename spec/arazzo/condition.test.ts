import { describe, expect, test } from 'vitest';
import { parseCondition, type Condition } from './condition.ts';

/** A condition as text again, everything in parentheses, so that what binds closer can be seen. */
function shown(condition: Condition): string {
  switch (condition.kind) {
    case 'literal': return JSON.stringify(condition.value);
    case 'expression': return `${condition.expression.kind}${condition.access.map((each) => `[${JSON.stringify(each)}]`).join('')}`;
    case 'not': return `!${shown(condition.of)}`;
    case 'and': case 'or': return `(${shown(condition.left)} ${condition.kind} ${shown(condition.right)})`;
    case 'compare': return `(${shown(condition.left)} ${condition.sign} ${shown(condition.right)})`;
  }
}

describe('a condition that is one', () => {
  test.each<readonly [text: string, means: string]>([
    ['$statusCode == 200', '(statusCode == 200)'],
    ['$statusCode==200', '(statusCode == 200)'],
    ['$statusCode >= 200 && $statusCode < 300', '((statusCode >= 200) and (statusCode < 300))'],
    ['true || false && false', '(true or (false and false))'],
    ['(true || false) && false', '((true or false) and false)'],
    ['!($statusCode == 500)', '!(statusCode == 500)'],
    ['!!true', '!!true'],
    ['!true == false', '(!true == false)'],
    ["$method == 'it''s'", '(method == "it\'s")'],
    ["$method == ''", '(method == "")'],
    ['$response.body#/a/b-c != null', '(body != null)'],
    ["$response.body[0].name == 'x'", '(body[0]["name"] == "x")'],
    ["$response.body['a b'][2] == -1.5e3", '(body["a b"][2] == -1500)'],
    ['$response.body.items[0].id > 1', '(body[0]["id"] > 1)'],
    ['$steps.one.outputs.list[1] == null', '(steps[1] == null)'],
    ["$response.header.X-Rate-Limit == 'a'", '(text == "a")'],
    ['$response.body#/ok', 'body'],
    [' \t true\n', 'true'],
  ])('%s', (text, means) => {
    const parsed = parseCondition(text);
    expect('condition' in parsed ? shown(parsed.condition) : parsed.why).toBe(means);
  });
});

describe('a condition that is none is told why', () => {
  test.each<readonly [text: string, why: string]>([
    ['', 'it ends where a value should stand'],
    ['$statusCode ==', 'it ends where a value should stand'],
    ['$statusCode === 200', '"===" cannot stand at character 13'],
    ['$statusCode = 200', '"= 2" cannot stand at character 13'],
    ['($statusCode == 200', 'a parenthesis is not closed'],
    ['$statusCode == 200)', 'it goes on at character 19 where it should have ended'],
    ['1 < 2 < 3', 'comparisons cannot be chained; join two of them with && instead'],
    ['$method == GET', 'the word "GET" at character 12 is neither a runtime expression nor a literal; a text stands in single quotes'],
    ['$method == "GET"', 'a text stands in single quotes, not in double ones (character 12)'],
    ["$method == 'GET", 'the quotation mark at character 12 is not closed'],
    ['$response.body[ == 1', 'in brackets stands an index such as [0], or a quoted name'],
    ['$response.body[0 == 1', 'a bracket is not closed'],
    ['$response.body[-1] == 1', 'in brackets stands an index such as [0], or a quoted name'],
    ['$nothing == 1', '"$nothing" is no runtime expression: none begins so'],
    ['$response.bodies == 1', '"$response.bodies" is no runtime expression'],
    ['$response.body#x == 1', '"x" is no JSON Pointer: it must be empty or begin with a slash'],
    ['$message.payload == 1', '$message belongs to AsyncAPI, which is not run here'],
    ['process.exit(1)', 'the word "process" at character 1 is neither a runtime expression nor a literal; a text stands in single quotes'],
    ['200 && 1x', '"1x" cannot stand at character 8'],
    ["'a' + 'b'", '"+ \'" cannot stand at character 5'],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'it is nested more than 100 levels deep'],
    [`${'!'.repeat(200)}true`, 'it is nested more than 100 levels deep'],
  ])('%s', (text, why) => {
    expect(parseCondition(text)).toEqual({ why });
  });
});
