import type { AccessModel, PermissionSetId } from '@latchkey/engine';
import type { ChangeRequest } from '../../change/commit.ts';
import { modelHash } from '../../change/model-versions.ts';
import { newId } from '../../ids.ts';

export interface MoveRequest {
  readonly request: ChangeRequest;
  /** Ids for sets that the organization may not have yet, by key: others at every attempt. */
  readonly newSetIds: Readonly<Record<string, PermissionSetId>>;
}

/** The operation that moves an organization to a version of the model, asked for at the command line. */
export function moveRequest(model: AccessModel): MoveRequest {
  const newSetIds = Object.fromEntries(
    Object.keys(model.permissionSets).map((key) => [key, newId('pst')]),
  );
  return {
    newSetIds,
    request: {
      actor: { type: 'system', name: 'cli' },
      authority: { kind: 'system' },
      channel: 'cli',
      operations: [{ type: 'model.apply', model, modelHash: modelHash(model), newSetIds }],
    },
  };
}
