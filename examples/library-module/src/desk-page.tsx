'use client';

import type { PageAccess } from '@latchkey/sdk';
import { AccessDenied, Can, LatchkeyProvider, useCan } from '@latchkey/sdk/react';
import type { LibraryKeys } from './library-keys.ts';

interface DeskProps {
  readonly access: PageAccess;
  readonly branch: string;
}

export function DeskPage({ access, branch }: DeskProps) {
  return (
    <LatchkeyProvider access={access}>
      <Can<LibraryKeys>
        permission="loan.view"
        place={{ type: 'branch', id: branch }}
        fallback={<AccessDenied title="This desk is not yours" />}
      >
        <h1>Loans</h1>
        <WaiveFee branch={branch} />
      </Can>
    </LatchkeyProvider>
  );
}

function WaiveFee({ branch }: { readonly branch: string }) {
  const mayWaive = useCan<LibraryKeys>('loan.fee.waive', { type: 'branch', id: branch });
  return (
    <button type="button" disabled={!mayWaive}>
      Waive the fee
    </button>
  );
}
