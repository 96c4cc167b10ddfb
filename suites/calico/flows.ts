import type { Flow } from '../../model/flow.ts';
import { deactivateUser } from './deactivate-user.flow.ts';

/** The flows of the Calico Enterprise API. */
export const calicoFlows: readonly Flow[] = [deactivateUser];
