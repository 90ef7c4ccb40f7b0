import type { AccessRemedy, SentencePart } from '@latchkey/contract';
import { snapshotModel } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { accessKind } from '../../words/access-kind.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { whereWords } from '../../words/place-words.ts';
import { whereOf } from './check-sentence.ts';
import type { CheckSubject } from './check-subject.ts';
import type { HelpNeeded } from './find-helpers.ts';
import {
  type CandidateAct,
  changingTo,
  extending,
  type GivableSet,
  giving,
  possibleActs,
  restoring,
  resuming,
} from './find-remedies.ts';
import { instantWords } from './instant-words.ts';

export interface Mending {
  readonly needed: HelpNeeded;
  readonly candidates: readonly CandidateAct[];
  /** What is said whether or not something can be done by the asker. */
  readonly said: readonly string[];
  /** What is said when the asker can do nothing. */
  readonly otherwise: string | null;
}

/** What would mend each kind of no: acts to try, and what to say. */
export function mendingOf(subject: CheckSubject, sets: readonly GivableSet[]): Mending {
  const { explanation, person, snapshot, asked } = subject;
  const { decision, question, blockedBy, grant } = explanation;
  const model = snapshotModel(snapshot);
  const what = permissionLabel(model, question.permission);
  const nobody: Mending = { needed: { kind: 'none' }, candidates: [], said: [], otherwise: null };
  const managing = { ...nobody, needed: { kind: 'manage' } } as const;
  if (decision.allowed) return nobody;
  switch (decision.reason) {
    case 'member_inactive':
      if (person.status === 'suspended')
        return { ...managing, candidates: [resuming(person.name)] };
      if (person.status === 'removed') return { ...managing, candidates: [restoring(person.name)] };
      return { ...managing, said: [`${person.name} has to accept the invitation first.`] };
    case 'module_disabled': {
      const key = blockedBy?.by === 'module' ? blockedBy.module : null;
      const module = key === null ? 'the module' : (model.modules[key]?.label ?? key);
      return { ...nobody, said: [`Whoever runs the platform can switch ${module} on.`] };
    }
    case 'masked': {
      const { one, many } = accessKind(model);
      return {
        ...managing,
        said: [
          `Such a restriction binds whatever else is held. Take the ${one} that carries it away, or change what it carries under ${many}.`,
        ],
      };
    }
    case 'expired':
      return grant === null || personEnded(subject)
        ? { ...managing, candidates: [extending(person.name)] }
        : giveSets(subject, sets);
    case 'not_started':
      return {
        ...giveSets(subject, sets),
        said:
          grant?.startsAt == null ? [] : [`It begins by itself ${instantWords(grant.startsAt)}.`],
      };
    case 'no_grant':
    case 'not_covered':
    case 'missing_required':
      return giveSets(subject, sets);
    case 'unknown_permission':
      return {
        ...nobody,
        said: [`${what} may have another name by now: choose it from the list.`],
      };
    case 'unknown_entity':
      return { ...nobody, said: ['Choose a place from the list.'] };
    case 'unknown_subject':
      return { ...nobody, said: ['Choose a person from the list.'] };
  }

  function personEnded({ person: { access_ends_at: end } }: CheckSubject) {
    return end !== null && end.getTime() <= asked;
  }
}

function giveSets(subject: CheckSubject, sets: readonly GivableSet[]): Mending {
  const { explanation, person, place, snapshot, names } = subject;
  const { assignment, one } = accessKind(snapshotModel(snapshot));
  const needed = { kind: 'give', sets: sets.map(({ setId }) => setId) } as const;
  if (assignment === 'direct') {
    return {
      needed,
      candidates: [],
      said: [],
      otherwise: 'It is given in the table of the place.',
    };
  }
  const where = whereOf(subject);
  const { grant, decision } = explanation;
  // What has ended is given again where it was; anything else is given where it is asked about.
  const ended = decision.reason === 'expired' && grant?.setId != null ? grant : null;
  const again = sets.find(({ setId }) => setId === ended?.setId);
  const candidates = sets.map((set) =>
    assignment === 'one_set'
      ? changingTo({ person: person.name, scope: place }, set)
      : giving({ person: person.name, where, scope: place }, set),
  );
  const first =
    again && ended
      ? [
          giving(
            {
              person: person.name,
              where: whereWords(snapshot, ended.scope, names.places.get(ended.scope)),
              scope: ended.scope,
            },
            again,
          ),
        ]
      : [];
  return {
    needed,
    candidates: [...first, ...candidates],
    said: [],
    otherwise:
      sets.length === 0
        ? `No ${one} would help yet. An owner can make one, or change one.`
        : `Somebody who may give ${namedSets(sets)} here can help.`,
  };
}

const namedSets = (sets: readonly GivableSet[]) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(
    sets.slice(0, 3).map(({ name }) => name),
  );

/** The remedies as they are told: what the asker can do first, then what is known besides. */
export async function remediesFor(
  services: Services,
  signedIn: SignedIn,
  { explanation, asked }: CheckSubject,
  { candidates, said, otherwise }: Mending,
): Promise<AccessRemedy[]> {
  // Whoever visits to read is offered no act: previews belong to changing.
  const may = signedIn.visit?.mode !== 'read' ? candidates : [];
  const { remedies, obstacle } = await possibleActs(services, signedIn, explanation, may, asked);
  const words = [
    ...said,
    ...(remedies.length > 0 || otherwise === null ? [] : [otherwise]),
    ...(obstacle === null ? [] : [obstacle]),
  ];
  return [...remedies, ...words.map(inWords)];
}

const inWords = (text: string): AccessRemedy => {
  const part: SentencePart = { text, tone: 'plain' };
  return { text: [part], act: null, completes: false };
};
