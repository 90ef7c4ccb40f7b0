import { readdirSync, readFileSync } from 'node:fs';
import type { DenyReason } from '../src/decision.ts';
import { defineAccessModel } from '../src/define-access-model.ts';
import type { AccessModelDefinition, MaskWay } from '../src/model.ts';
import type { MemberStatus, Role } from '../src/state.ts';

/** See `cases/README.md`. */
export interface CaseFile {
  readonly story: string;
  readonly engineOnly?: string;
  readonly entities: readonly {
    type: string;
    code: string;
    parents: readonly string[];
    modulesOff?: readonly string[];
  }[];
  readonly permissionSets: readonly {
    key: string;
    name: string;
    permissions: readonly string[];
    restrictions?: readonly string[];
  }[];
  readonly members: readonly {
    name: string;
    role?: Role;
    status?: MemberStatus;
    accessEndsInHours?: number;
    grants?: readonly {
      set: string;
      at: string;
      startsInHours?: number;
      endsInHours?: number;
    }[];
  }[];
  readonly questions: readonly {
    title: string;
    member: string;
    permission: string;
    at: string | readonly string[];
    inHours?: number;
    resource?: string;
    decision: boolean;
    reason: 'owner' | 'granted' | DenyReason;
    masks?: Readonly<Record<string, MaskWay>>;
  }[];
}

const folder = new URL('../cases/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

// The files are this package's own, written to the shapes above.
export const casesModel = defineAccessModel(read('model.json') as AccessModelDefinition);
export const caseFiles: readonly CaseFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'model.json')
  .sort()
  .map((name) => read(name) as CaseFile);
