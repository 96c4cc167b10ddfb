/** An OpenAPI description of so many operations with references, bodies, alternatives and conditions: what planning has to work for. */
export function richDescription(operations) {
  const paths = {};
  const schemas = { Problem: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } } };
  const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
  const json = (schema) => ({ content: { 'application/json': { schema } } });
  const refused = { description: 'refused', ...json(ref('Problem')) };
  for (let i = 0; i < operations / 2; i++) {
    schemas[`Address${i}`] = { type: 'object', required: ['street', 'country'], properties: { street: { type: 'string', minLength: 1, maxLength: 80 }, country: { type: 'string', pattern: '^[A-Z]{2}$' }, zip: { type: 'string', maxLength: 10 } } };
    schemas[`Card${i}`] = { type: 'object', required: ['kind', 'number'], properties: { kind: { const: 'card' }, number: { type: 'string', pattern: '^[0-9]{16}$' } } };
    schemas[`Transfer${i}`] = { type: 'object', required: ['kind', 'iban'], properties: { kind: { const: 'transfer' }, iban: { type: 'string', minLength: 15, maxLength: 34 } } };
    schemas[`Order${i}`] = {
      type: 'object', required: ['id', 'amount', 'address'], additionalProperties: false,
      properties: {
        id: { type: 'string', format: 'uuid' }, amount: { type: 'number', minimum: 0, maximum: 100_000, multipleOf: 0.01 }, address: ref(`Address${i}`), state: { enum: ['new', 'paid', 'sent'] },
        payment: { oneOf: [ref(`Card${i}`), ref(`Transfer${i}`)], discriminator: { propertyName: 'kind', mapping: { card: `#/components/schemas/Card${i}`, transfer: `#/components/schemas/Transfer${i}` } } },
        lines: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'object', required: ['sku', 'quantity'], properties: { sku: { type: 'string' }, quantity: { type: 'integer', minimum: 1, maximum: 99 } } } }, parent: ref(`Order${i}`),
      },
    };
    paths[`/orders${i}`] = {
      get: {
        operationId: `listOrders${i}`,
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }, { name: 'state', in: 'query', schema: { enum: ['new', 'paid', 'sent'] } }],
        responses: { 200: { description: 'ok', ...json({ type: 'array', items: ref(`Order${i}`) }) }, 400: refused },
      },
      post: { operationId: `createOrder${i}`, requestBody: { required: true, ...json(ref(`Order${i}`)) }, responses: { 201: { description: 'created', ...json(ref(`Order${i}`)) }, 400: refused } },
    };
  }
  return { openapi: '3.1.1', info: { title: 'Rich', version: '1' }, paths, components: { schemas } };
}
