import type { AccessModelView } from '@latchkey/contract';
import { useAccessModel } from './access-model.ts';

/** What things are called on screens, as labels; `set` and `sets` as they stand within a sentence. */
export interface Words {
  readonly people: string;
  readonly person: string;
  readonly invitations: string;
  readonly permissionSets: string;
  readonly permissionSet: string;
  readonly set: string;
  readonly sets: string;
  readonly owner: string;
  readonly member: string;
  readonly signIn: string;
  readonly addPeople: string;
}

/** The access model's words, and the product's own for those that it leaves out. */
export function wordsOf({ words }: AccessModelView): Words {
  return {
    people: asLabel(words.people ?? 'People'),
    person: asLabel(words.person ?? 'Person'),
    invitations: asLabel(words.invitations ?? 'Invitations'),
    permissionSets: asLabel(words.permissionSets ?? 'Permission sets'),
    permissionSet: asLabel(words.permissionSet ?? 'Permission set'),
    set: inSentence(words.permissionSet ?? 'set'),
    sets: inSentence(words.permissionSets ?? 'sets'),
    owner: asLabel(words.owner ?? 'Owner'),
    member: asLabel(words.member ?? 'Member'),
    signIn: asLabel(words.signIn ?? 'Sign-in'),
    addPeople: asLabel(words.addPeople ?? 'Add people'),
  };
}

/** Only inside the frame, as the model. */
export const useWords = (): Words => wordsOf(useAccessModel());

/** A label as it stands within a sentence: `Organization owner` is `organization owner` there. */
export const inSentence = (label: string): string =>
  label.charAt(0).toLocaleLowerCase('en') + label.slice(1);

const asLabel = (word: string): string => word.charAt(0).toLocaleUpperCase('en') + word.slice(1);
