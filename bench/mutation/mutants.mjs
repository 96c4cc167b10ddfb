// Small changes of a program, each of which some test has to notice.
import typescript from 'typescript';

const { SyntaxKind } = typescript;
const other = {
  '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '??': '&&',
};
const methods = { some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith', min: 'max', max: 'min', filter: 'flatMap', includes: 'startsWith', toLowerCase: 'toUpperCase' };

/** Every mutant of a file: where (offsets), what it was, and what stands there instead. */
export function mutantsOf(file, text) {
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.ES2022, true);
  const found = [];
  const put = (kind, node, into) => found.push({ file, kind, from: node.getStart(source), to: node.getEnd(), was: node.getText(source), into, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
  const visit = (node) => {
    // What is only said of types is not there when the program runs.
    if (typescript.isTypeNode(node) || typescript.isInterfaceDeclaration(node) || typescript.isTypeAliasDeclaration(node) || typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) return;
    if (typescript.isBinaryExpression(node) && other[node.operatorToken.getText(source)] !== undefined && !isConcatenation(node)) put('operator', node.operatorToken, other[node.operatorToken.getText(source)]);
    if (typescript.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) put('negation', node, node.operand.getText(source));
    if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) put('boolean', node, node.kind === SyntaxKind.TrueKeyword ? 'false' : 'true');
    if (typescript.isNumericLiteral(node)) put('number', node, String(Number(node.text) + 1));
    if (typescript.isStringLiteral(node) && node.text !== '' && !isName(node)) put('text', node, "''");
    if (typescript.isIfStatement(node) || typescript.isConditionalExpression(node)) {
      const condition = typescript.isIfStatement(node) ? node.expression : node.condition;
      put('condition', condition, 'true');
      put('condition', condition, 'false');
    }
    if (typescript.isExpressionStatement(node) || typescript.isContinueStatement(node) || typescript.isBreakStatement(node)) put('statement', node, ';');
    if (typescript.isReturnStatement(node) && node.expression === undefined) put('statement', node, ';');
    if (typescript.isArrayLiteralExpression(node) && node.elements.length > 0) put('list', node, '[]');
    if (typescript.isCallExpression(node) && typescript.isPropertyAccessExpression(node.expression) && Object.hasOwn(methods, node.expression.name.text)) put('method', node.expression.name, methods[node.expression.name.text]);
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A text with one change in it. */
export function mutated(text, { from, to, into }) {
  return text.slice(0, from) + into + text.slice(to);
}

/** A key, or what stands for one. */
function isName({ parent }) {
  return typescript.isPropertyAssignment(parent) && parent.initializer.kind !== SyntaxKind.StringLiteral ? true : typescript.isElementAccessExpression(parent) || typescript.isLiteralTypeNode(parent) || typescript.isExternalModuleReference(parent);
}

/** A sum of texts has no difference. */
function isConcatenation({ left, right, operatorToken }) {
  return operatorToken.kind === SyntaxKind.PlusToken && [left, right].some((side) => typescript.isStringLiteralLike(side) || typescript.isTemplateExpression(side));
}
