import type { AccessModel, AccessModelDefinition } from './model.ts';

/** Checks a definition whole and adds the built-in module `access`; throws `AccessModelError` with every problem. */
export declare function defineAccessModel(definition: AccessModelDefinition): AccessModel;
