import type { Effect, ObjectType } from '@latchkey/engine';

type EffectOf<Type extends ObjectType> = Extract<Effect, { object: Type }>;
/** An effect after which the object exists. */
type Written<Type extends ObjectType> = {
  readonly id: EffectOf<Type>['id'];
  readonly after: NonNullable<EffectOf<Type>['after']>;
};

/** The objects of one type that exist afterwards. */
export function writtenObjects<Type extends ObjectType>(
  effects: readonly Effect[],
  object: Type,
): readonly Written<Type>[] {
  return effects.filter(
    (effect): effect is EffectOf<Type> & Written<Type> =>
      effect.object === object && effect.after !== null,
  );
}

/** The ids of the objects of one type that are gone afterwards. */
export function goneObjects(effects: readonly Effect[], object: ObjectType): readonly string[] {
  return effects
    .filter((effect) => effect.object === object && effect.before !== null && effect.after === null)
    .map((effect) => effect.id);
}
