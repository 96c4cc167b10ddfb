import { projectToSwagger } from '../../integrations/dredd/projection.ts';
import type { JsonObject } from '../../model/json.ts';
import { readBuiltIn } from '../../spec/calico-enterprise.ts';
import { responseFor } from '../../spec/response-for.ts';

/** The contract as Swagger 2.0, where Dredd validates schemas: every operation, with the body of its 200. */
export async function swaggerForDredd(): Promise<JsonObject> {
  const read = await readBuiltIn();
  if (!read.ok) throw new Error(read.problems[0].what);
  return projectToSwagger(read.value, read.value.operations.map((operation) => {
    const mediaType = responseFor(operation, 200)?.content.get('application/json');
    return { operation, status: 200, ...(mediaType && { mediaType }) };
  })).swagger;
}
