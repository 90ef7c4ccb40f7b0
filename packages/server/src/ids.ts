import { randomBytes } from 'node:crypto';
import type { RequestId } from '@latchkey/contract';
import type {
  ChangeId,
  EntityId,
  GrantId,
  ImportId,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  UserId,
} from '@latchkey/engine';
import type {
  ConnectionId,
  EventId,
  MailId,
  OperatorSessionId,
  SessionId,
  SignInId,
  VisitId,
} from './db/tables.ts';

interface IdByPrefix {
  readonly org: OrganizationId;
  readonly usr: UserId;
  readonly mem: MemberId;
  readonly inv: InvitationId;
  readonly pst: PermissionSetId;
  readonly grt: GrantId;
  readonly ent: EntityId;
  readonly key: KeyId;
  readonly chg: ChangeId;
  readonly imp: ImportId;
  readonly ses: SessionId;
  readonly sgn: SignInId;
  readonly mai: MailId;
  readonly evt: EventId;
  readonly con: ConnectionId;
  readonly vis: VisitId;
  readonly ops: OperatorSessionId;
  readonly req: RequestId;
}

// Without the letters that are read as digits; in the order of their code points, so ids sort by time.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARACTERS = 10;
const RANDOM_BYTES = 16;

/** A new id, 26 characters after the prefix: ten of time, sixteen of chance (80 bits). Ids made in different milliseconds sort by time. */
export function newId<Prefix extends keyof IdByPrefix>(prefix: Prefix): IdByPrefix[Prefix] {
  let time = '';
  for (let rest = Date.now(), index = 0; index < TIME_CHARACTERS; index++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = '';
  for (const byte of nextRandom()) chance += alphabet.charAt(byte & 31);
  return `${prefix}_${time}${chance}` as IdByPrefix[Prefix]; // made with this very prefix
}

const POOL_IDS = 256;
let pool: Buffer = Buffer.alloc(0);

/** Random bytes are fetched for many ids at once: one call per id would be most of an id's cost. */
function nextRandom(): Buffer {
  if (pool.length < RANDOM_BYTES) pool = randomBytes(RANDOM_BYTES * POOL_IDS);
  const bytes = pool.subarray(0, RANDOM_BYTES);
  pool = pool.subarray(RANDOM_BYTES);
  return bytes;
}
