import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconLock, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { accessModelQuery, useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { inSentence, wordsOf } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { manages, useSession } from '../../api/session.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import './permission-sets.css';
import { CompareBar } from './compare-bar.tsx';
import { SetTable } from './set-table.tsx';

/** All sets: those shipped with the platform, and the organization's own. */
export function PermissionSetsPage() {
  const session = useSession();
  const navigate = useNavigate();
  const access = useAccessModel();
  const words = wordsOf(access);
  const where =
    access.assignment === 'one_set'
      ? 'Everybody has one, and it counts in the whole organization.'
      : 'It counts where it is given, and nowhere else.';
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const [search, setSearch] = useState('');
  const mayMake = session.member.role === 'owner' || manages(session, 'access.set.manage');
  const make = mayMake ? (
    <Changing>
      <Button
        variant="filled"
        leftSection={<IconPlus />}
        onClick={() => void navigate({ to: '/permission-sets/new' })}
      >
        New {words.set}
      </Button>
    </Changing>
  ) : null;
  const failed = sets.error ?? model.error;

  return (
    <>
      <PageHeader
        title={words.permissionSets}
        crumb={<PageTrail page="permissionSets" />}
        lead={`A ${words.set} bundles what people may do. ${where}`}
        acts={make}
      />
      <PageBody>
        {failed ? (
          <ProblemNote
            problem={toProblem(failed)}
            onRetry={() => Promise.all([sets.refetch(), model.refetch()])}
          />
        ) : null}
        {!failed && (!sets.data || !model.data) ? (
          <div className="stack" aria-busy="true">
            <span className="sr">Loading</span>
            <Skeleton height={32} width={250} />
            <Skeleton height={360} />
          </div>
        ) : null}
        {sets.data && model.data ? (
          <>
            <search className="sets-search">
              <TextInput
                type="search"
                aria-label={`Search ${inSentence(words.permissionSets)}`}
                placeholder="Name, description or permission"
                leftSection={<IconSearch className="i" aria-hidden />}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
            </search>
            <SetGroups
              sets={matching(sets.data, search, model.data)}
              model={model.data}
              filtered={search.trim() !== ''}
              onClear={() => setSearch('')}
              make={make}
            />
          </>
        ) : null}
      </PageBody>
    </>
  );
}

interface SetGroupsProps {
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly make: ReactNode;
}

function SetGroups({ sets, model, filtered, onClear, make }: SetGroupsProps) {
  const [chosen, setChosen] = useState<readonly PermissionSetId[]>([]);
  const ofKind = (kind: PermissionSet['kind']) => sets.filter((set) => set.kind === kind);
  const words = wordsOf(model);
  const table = (rows: readonly PermissionSet[], label: string) => (
    <SetTable sets={rows} label={label} model={model} chosen={chosen} onChoose={setChosen} />
  );
  if (sets.length === 0 && filtered) {
    return (
      <EmptyState
        title={`No ${words.set} matches`}
        act={<Button onClick={onClear}>Clear search</Button>}
      >
        The search looks at names, descriptions and the permissions inside.
      </EmptyState>
    );
  }
  const standard = ofKind('standard');
  const starter = ofKind('starter');
  const custom = ofKind('custom');
  return (
    <div className="stack">
      {standard.length > 0 ? (
        <SetGroup
          title="Standard"
          lead={`Maintained by ${model.label}. They cannot be changed here, but duplicated.`}
          icon={<IconLock className="i dim" aria-hidden />}
        >
          {table(standard, `Standard ${words.sets}`)}
        </SetGroup>
      ) : null}
      {starter.length > 0 ? (
        <SetGroup
          title="Starter"
          lead={`They came with ${model.label}. Owners may change your copy of them.`}
        >
          {table(starter, `Starter ${words.sets}`)}
        </SetGroup>
      ) : null}
      {custom.length === 0 && (filtered || make === null) ? null : (
        <SetGroup title="Custom" lead="Your organization’s own.">
          {custom.length > 0 ? (
            table(custom, `Custom ${words.sets}`)
          ) : (
            <EmptyState title={`No ${words.sets} of your own yet`} act={make}>
              {standard.length + starter.length > 0
                ? `Begin from scratch, or duplicate a ${words.set} that came with the platform and change the copy.`
                : 'Begin from scratch: name what people do, and tick what they need for it.'}
            </EmptyState>
          )}
        </SetGroup>
      )}
      <CompareBar chosen={chosen} onClear={() => setChosen([])} />
    </div>
  );
}

interface SetGroupProps {
  readonly title: string;
  readonly lead: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

function SetGroup({ title, lead, icon, children }: SetGroupProps) {
  const titleId = useId();
  return (
    <section className="frame" aria-labelledby={titleId}>
      <header className="panel-header">
        {icon}
        <div className="grow">
          <h2 id={titleId}>{title}</h2>
          <p className="sub">{lead}</p>
        </div>
      </header>
      {children}
    </section>
  );
}

function matching(sets: readonly PermissionSet[], search: string, model: AccessModelView) {
  const words = search.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const labels = new Map(
    Object.values(model.modules).flatMap((module) =>
      Object.entries(module.permissions).map(([key, { label }]) => [key, label] as const),
    ),
  );
  return sets.filter((set) => {
    const inside = set.permissions.map((permission) => labels.get(permission) ?? permission);
    const text = [set.name, set.description, ...inside].join('\n').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
