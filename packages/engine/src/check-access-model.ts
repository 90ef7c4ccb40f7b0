import type { AccessModelDefinition, ModelProblem } from './model.ts';

/** Every problem of a definition, each naming the thing and the remedy. */
export declare function checkAccessModel(definition: AccessModelDefinition): ModelProblem[];
