// Written by `latchkey model types`; write it again when the model changes.

/** The words of the access model `library` (Library platform). */
export interface LibraryKeys {
  permission:
    | 'access.key.manage'
    | 'access.log.read'
    | 'access.member.change'
    | 'access.member.invite'
    | 'access.member.propose'
    | 'access.member.read'
    | 'access.member.remove'
    | 'access.place.manage'
    | 'access.set.manage'
    | 'access.set.read'
    | 'catalogue.item.edit'
    | 'catalogue.item.view'
    | 'loan.fee.waive'
    | 'loan.give'
    | 'loan.view';
  entityType: 'branch' | 'region';
  /** What places a resource, by its type. */
  resources: Record<never, never>;
  /** Fields that can be masked, by the type of resource. */
  masks: Record<never, never>;
}
