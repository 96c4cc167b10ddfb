/** An OpenAPI description of so many operations, with parameters that give about 30 cases each and answers of some size. */
export function syntheticDescription(operations) {
  const paths = {};
  for (let i = 0; i < operations; i++) {
    paths[`/resources/r${i}`] = {
      get: {
        operationId: `listR${i}`,
        tags: [`group${i % 20}`],
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'flag', in: 'query', schema: { type: 'boolean' } },
          { name: 'kind', in: 'query', schema: { type: 'string', enum: ['a', 'b', 'c'] } },
          { name: 'text', in: 'query', schema: { type: 'string', minLength: 2, maxLength: 5 } },
        ],
        responses: {
          200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } } },
          400: { description: 'refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
          401: { description: 'stranger', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.1', info: { title: 'Synthetic', version: '1' }, security: [{ bearer: [] }], paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
        Page: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Item' } } } },
        Item: {
          type: 'object', required: ['id', 'name', 'amount', 'state'],
          properties: {
            id: { type: 'string', format: 'uuid' }, name: { type: 'string', minLength: 1, maxLength: 40 }, amount: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
            state: { enum: ['open', 'closed'] }, created_at: { type: 'integer', minimum: 0 }, tags: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
  };
}
