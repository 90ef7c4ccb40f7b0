import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** Whether the model marks a permission with a risk. */
export const isRisky = ({ compiled }: SnapshotStore, name: string): boolean =>
  Object.values(compiled.model.modules).some(
    ({ permissions }) => Object.hasOwn(permissions, name) && permissions[name]?.risk !== undefined,
  );
