import { AccessModelError } from './access-model-error.ts';
import { accessModule, accessModuleKey } from './access-module.ts';
import { checkAccessModel } from './check-access-model.ts';
import type { AccessModel, AccessModelDefinition } from './model.ts';

/** Checks a definition whole and adds the built-in module `access`; throws `AccessModelError` with every problem. */
export function defineAccessModel(definition: AccessModelDefinition): AccessModel {
  const problems = checkAccessModel(definition);
  if (problems.length > 0) throw new AccessModelError(problems);
  return { ...definition, modules: { ...definition.modules, [accessModuleKey]: accessModule } };
}
