import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconCheck, IconLock, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { wordsOf } from '../../api/model-words.ts';
import { organizationQuery } from '../../api/organization.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import './access-permissions.css';
import { featureGroups } from './feature-groups.ts';
import { type RoleColumn, roleColumns } from './role-column.ts';
import { RoleRow, RoleRows, RoleTable } from './role-table.tsx';
import { SwitchCell } from './switch-cell.tsx';
import { hiddenBy, type Switched } from './switch-change.ts';
import { SwitchDialog } from './switch-dialog.tsx';

/** What each role may do, a switch for each feature; a switch acts on everybody in the role. */
export function AccessPermissionsPage() {
  const session = useSession();
  const navigate = useNavigate();
  const model = useAccessModel();
  const words = wordsOf(model);
  const sets = useQuery(permissionSetsQuery);
  const organization = useQuery(organizationQuery);
  const failed = sets.error ?? organization.error;
  const isOwner = session.member.role === 'owner';

  return (
    <>
      <PageHeader
        title="Access permissions"
        crumb={<PageTrail page="permissionSets" />}
        lead={`What each ${words.set} may do. A switch acts on everybody in the ${words.set}, at once.`}
        acts={
          isOwner ? (
            <Button
              leftSection={<IconPlus />}
              onClick={() => void navigate({ to: '/permission-sets/new' })}
            >
              New {words.set}
            </Button>
          ) : null
        }
      />
      <PageBody>
        {failed ? (
          <ProblemNote
            problem={toProblem(failed)}
            onRetry={() => Promise.all([sets.refetch(), organization.refetch()])}
          />
        ) : null}
        {!failed && !(sets.data && organization.data) ? (
          <div aria-busy="true">
            <span className="sr">Loading the access permissions</span>
            <Skeleton height={560} />
          </div>
        ) : null}
        {sets.data && organization.data ? (
          <div className="stack">
            {isOwner ? null : (
              <Note
                tone="info"
                icon={<IconLock className="i" aria-hidden />}
                title="You can look here, and change nothing."
              >
                Only owners of {organization.data.name} turn these switches. Ask one of them.
              </Note>
            )}
            <Roles
              model={model}
              sets={sets.data}
              columns={roleColumns(
                { name: words.owner, people: organization.data.ownerCount },
                sets.data,
              )}
            />
          </div>
        ) : null}
      </PageBody>
    </>
  );
}

interface RolesProps {
  readonly model: AccessModelView;
  readonly sets: readonly PermissionSet[];
  readonly columns: readonly RoleColumn[];
}

function Roles({ model, sets, columns }: RolesProps) {
  const [chosen, setChosen] = useState(columns[1]?.id ?? columns[0]?.id ?? '');
  const [asked, setAsked] = useState<{ setId: string; switched: Switched } | null>(null);
  const askedSet = sets.find(({ id }) => id === asked?.setId);
  const restrictions = Object.entries(model.restrictions);
  const shared = { columns, chosen };
  const cell = (switched: Switched, label: string, module?: string) => (set: PermissionSet) => (
    <SwitchCell
      model={model}
      set={set}
      switched={switched}
      label={label}
      hiddenBy={module === undefined ? [] : hiddenBy(model, set, module)}
      onPress={() => setAsked({ setId: set.id, switched })}
    />
  );

  return (
    <>
      <SegmentedControl
        className="roles-choice"
        aria-label="Role that shows"
        fullWidth
        value={chosen}
        onChange={setChosen}
        data={columns.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <section className="frame">
        <RoleTable label="Features by role" rowsAre="Feature" {...shared}>
          {featureGroups(model).map(({ title, features }) => (
            <RoleRows key={title} title={title} columns={columns}>
              {features.map(({ permission, module, label, description }) => (
                <RoleRow
                  key={permission}
                  label={label}
                  description={description}
                  owner={<Always />}
                  struck={sets.every((set) => hiddenBy(model, set, module).length > 0)}
                  cell={cell({ kind: 'permission', permission }, label, module)}
                  {...shared}
                />
              ))}
            </RoleRows>
          ))}
        </RoleTable>
      </section>
      {restrictions.length > 0 ? (
        <section className="frame" aria-labelledby="access-to-user-details">
          <header className="panel-header">
            <div>
              <h2 id="access-to-user-details">Access to user details</h2>
              <p className="sub">
                What is hidden here stays hidden, whatever is switched on above. Owners see
                everything.
              </p>
            </div>
          </header>
          <RoleTable label="Access to user details by role" rowsAre="Hidden" {...shared}>
            <tbody>
              {restrictions.map(([restriction, { label, description, hidesModules }]) => (
                <RoleRow
                  key={restriction}
                  label={label}
                  description={[description, takesAway(model, hidesModules)]
                    .filter(Boolean)
                    .join(' ')}
                  owner={<span className="dim">Never</span>}
                  cell={cell({ kind: 'restriction', restriction }, label)}
                  {...shared}
                />
              ))}
            </tbody>
          </RoleTable>
        </section>
      ) : null}
      {asked && askedSet ? (
        <SwitchDialog
          model={model}
          set={askedSet}
          switched={asked.switched}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

const Always = () => (
  <span className="role-always">
    <IconCheck className="i" aria-hidden />
    Always
  </span>
);

function takesAway(model: AccessModelView, modules: readonly string[]): string {
  const labels = modules.map((module) => model.modules[module]?.label ?? module);
  return labels.length > 0 ? `Takes away ${new Intl.ListFormat('en').format(labels)}.` : '';
}
