import type { ChangeReceipt, Entitlements, EntitlementUpdate } from '@latchkey/contract';
import type { Scope } from '@latchkey/engine';
import { Skeleton, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PlanPreview } from '../../shared-ui/plan-preview.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { useOperatorRefresh } from './use-operator-refresh.ts';

interface ModuleSwitchesProps {
  readonly organizationId: string;
  /** Nothing: the whole organization. */
  readonly scope: Scope | undefined;
  readonly where: string;
  /** The choice of the place, of use only where something can be switched. */
  readonly children: ReactNode;
}

type Module = Entitlements['modules'][number];

/** The switchable modules at a place, each with whom switching it concerns. */
export function ModuleSwitches({ organizationId, scope, where, children }: ModuleSwitchesProps) {
  const path = `/v1/operator/organizations/${organizationId}/modules`;
  const query = useQuery({
    queryKey: ['operator', 'modules', organizationId, scope ?? null],
    queryFn: ({ signal }) => request<Entitlements>('GET', path, { query: { scope }, signal }),
  });
  const [switching, setSwitching] = useState<Module | null>(null);
  if (query.error) return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  if (!query.data) return <Skeleton height={120} mt="md" />;
  const { data } = query;
  if (data.modules.length === 0) {
    return (
      <p style={{ marginTop: 'var(--s-3)' }}>
        The access model has no modules that can be switched: all of them are always on.
      </p>
    );
  }
  return (
    <>
      {children}
      <ul className="module-switches">
        {data.modules.map((module) => (
          <li key={module.key}>
            <Switch
              label={module.label}
              description={
                module.offAbove ? 'Off further up; on here changes nothing yet.' : sizes(module)
              }
              checked={!module.off}
              onChange={() => setSwitching(module)}
            />
          </li>
        ))}
      </ul>
      {switching ? (
        <SwitchDialog
          path={path}
          entitlements={data}
          module={switching}
          where={where}
          onClose={() => setSwitching(null)}
        />
      ) : null}
    </>
  );
}

const sizes = ({ permissionCount, peopleCount }: Module) =>
  `${numberText(permissionCount)} ${permissionCount === 1 ? 'permission' : 'permissions'}; ${numberText(peopleCount)} ${peopleCount === 1 ? 'person holds' : 'people hold'} something of it.`;

interface SwitchDialogProps {
  readonly path: string;
  readonly entitlements: Entitlements;
  readonly module: Module;
  readonly where: string;
  readonly onClose: () => void;
}

function SwitchDialog({ path, entitlements, module, where, onClose }: SwitchDialogProps) {
  const [reason, setReason] = useState('');
  const [applies, setApplies] = useState(false);
  const toast = useToast();
  const refresh = useOperatorRefresh();
  const word = module.off ? 'on' : 'off';
  const off = entitlements.modules.filter((one) => one.off).map(({ key }) => key);
  const modulesOff = module.off ? off.filter((key) => key !== module.key) : [...off, module.key];
  const { scope } = entitlements;
  const permissions = `${numberText(module.permissionCount)} ${module.permissionCount === 1 ? 'permission' : 'permissions'}`;
  return (
    <ConfirmDialog
      title={`Switch ${module.label} ${word} for ${where}?`}
      act={`Switch ${word}`}
      disabled={!isReason(reason) || !applies}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const body: EntitlementUpdate = { scope, modulesOff, reason };
        await request<ChangeReceipt>('PUT', path, { body });
        toast(`${module.label} is ${word} for ${where}.`);
        await refresh();
      }}
    >
      <p>
        {module.off
          ? 'Whoever holds something of it can use it again at once. Nobody gets anything that was not given.'
          : `Hides ${permissions} from everybody, owners too, at once. What people hold is kept and comes back with the module.`}
      </p>
      <PlanPreview
        write={{ method: 'PUT', path, body: { scope, modulesOff, reason: 'A look ahead' } }}
        onApplies={setApplies}
      />
      <ReasonField readers="Their owners" value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
