import type { JsonObject } from '../model/json.ts';

/** A pet shop, as it is said in OpenAPI 3.0, 3.1 and 3.2. */
export function petshop(version: string): JsonObject {
  const older = version.startsWith('3.0');
  return {
    openapi: version, info: { title: 'Pets', version: '1' }, servers: [{ url: 'https://pets.example/v1' }], security: [{ key: [] }],
    paths: {
      '/pets': {
        get: {
          operationId: 'listPets', parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }, { name: 'kinds', in: 'query', style: 'form', explode: true, schema: { type: 'array', items: { type: 'string', enum: ['cat', 'dog'] } } },
            { name: 'ids', in: 'query', style: 'pipeDelimited', explode: false, schema: { type: 'array', items: { type: 'integer' } } }, { name: 'X-Trace', in: 'header', schema: { type: 'string', maxLength: 8 } },
            { name: 'above', in: 'query', schema: older ? { type: 'number', minimum: 0, exclusiveMinimum: true } : { type: 'number', exclusiveMinimum: 0 } },
          ],
          responses: { 200: { description: 'ok', headers: { 'X-Total': { schema: { type: 'integer' } } }, content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } }, example: [{ id: 1, name: 'Tom' }] } } }, default: { description: 'wrong' } },
        },
        post: { operationId: 'addPet', requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' }, example: { id: 7, name: 'Tom' } } } }, responses: { 201: { description: 'created', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } } },
      },
      '/pets/{id}/photo': {
        get: { operationId: 'getPhoto', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }], responses: { 200: { description: 'a picture', content: { 'image/png': {} } } } },
        post: {
          operationId: 'addPhoto', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          requestBody: { required: true, content: { 'multipart/form-data': {
            schema: { type: 'object', properties: { title: { type: 'string', minLength: 1 }, photo: { type: 'string', format: 'binary' }, marks: { type: 'array', items: { type: 'string' } } }, required: ['photo'] }, encoding: { marks: { style: 'form', explode: false } },
          } } },
          responses: { 204: { description: 'kept' } },
        },
      },
      '/login': {
        post: {
          operationId: 'login', security: [{ basic: [] }, { pass: ['read'] }],
          requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { user: { type: 'string' } }, required: ['user'] } } } },
          responses: { 200: { description: 'ok', content: { 'text/plain': { schema: { type: 'string' } } } } },
        },
      },
    },
    components: {
      schemas: {
        Pet: {
          type: 'object', required: ['id', 'name'],
          properties: { id: { type: 'integer', format: 'int64' }, name: { type: 'string', minLength: 1 }, tag: older ? { type: 'string', nullable: true } : { type: ['string', 'null'] }, friend: { $ref: '#/components/schemas/Pet' } },
        },
      },
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, basic: { type: 'http', scheme: 'basic' }, pass: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://pets.example/token', scopes: { read: 'look' } } } } },
    },
  };
}

/** The same pet shop in Swagger 2.0. */
export const swaggerPetshop: JsonObject = {
  swagger: '2.0', info: { title: 'Pets', version: '1' }, host: 'pets.example', basePath: '/v1', schemes: ['https'], consumes: ['application/json'], produces: ['application/json'], security: [{ key: [] }],
  parameters: { Limit: { name: 'limit', in: 'query', type: 'integer', minimum: 1, maximum: 50 }, Id: { name: 'id', in: 'path', required: true, type: 'integer' }, Body: { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' }, 'x-example': { id: 7, name: 'Tom' } } },
  responses: { Wrong: { description: 'wrong' } },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets', parameters: [
          { $ref: '#/parameters/Limit' }, { name: 'kinds', in: 'query', type: 'array', collectionFormat: 'multi', items: { type: 'string', enum: ['cat', 'dog'] } },
          { name: 'ids', in: 'query', type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } }, { name: 'X-Trace', in: 'header', type: 'string', maxLength: 8 }, { name: 'above', in: 'query', type: 'number', minimum: 0, exclusiveMinimum: true },
        ],
        responses: { 200: { description: 'ok', headers: { 'X-Total': { type: 'integer' } }, schema: { type: 'array', items: { $ref: '#/definitions/Pet' } }, examples: { 'application/json': [{ id: 1, name: 'Tom' }] } }, default: { $ref: '#/responses/Wrong' } },
      },
      post: { operationId: 'addPet', parameters: [{ $ref: '#/parameters/Body' }], responses: { 201: { description: 'created', schema: { $ref: '#/definitions/Pet' } } } },
    },
    '/pets/{id}/photo': {
      parameters: [{ $ref: '#/parameters/Id' }],
      get: { operationId: 'getPhoto', produces: ['image/png'], responses: { 200: { description: 'a picture', schema: { type: 'file' } } } },
      post: {
        operationId: 'addPhoto', consumes: ['multipart/form-data'],
        parameters: [{ name: 'title', in: 'formData', type: 'string', minLength: 1 }, { name: 'photo', in: 'formData', type: 'file', required: true }, { name: 'marks', in: 'formData', type: 'array', items: { type: 'string' } }], responses: { 204: { description: 'kept' } },
      },
    },
    '/login': {
      post: {
        operationId: 'login', security: [{ basic: [] }, { pass: ['read'] }], consumes: ['application/x-www-form-urlencoded'], produces: ['text/plain'],
        parameters: [{ name: 'user', in: 'formData', type: 'string', required: true }], responses: { 200: { description: 'ok', schema: { type: 'string' } } },
      },
    },
  },
  definitions: {
    Pet: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer', format: 'int64' }, name: { type: 'string', minLength: 1 }, tag: { type: 'string', 'x-nullable': true }, friend: { $ref: '#/definitions/Pet' } } },
  },
  securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, basic: { type: 'basic' }, pass: { type: 'oauth2', flow: 'application', tokenUrl: 'https://pets.example/token', scopes: { read: 'look' } } },
};
