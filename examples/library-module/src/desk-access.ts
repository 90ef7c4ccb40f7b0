import { type Latchkey, type PageAccess, pageAccess } from '@latchkey/sdk';
import type { LibraryKeys } from './library-keys.ts';

/** On the server: what the page of this branch shows and hides, as plain data that goes along with it. */
export const deskAccess = (
  latchkey: Latchkey<LibraryKeys>,
  userId: string,
  branch: string,
): Promise<PageAccess> => pageAccess(latchkey, userId, [{ type: 'branch', id: branch }]);
