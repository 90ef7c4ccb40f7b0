import type { OrganizationId } from '@latchkey/engine';
import { readSignedText, signText } from './mac.ts';

/** What a token says: a revision, that it is of another epoch, or nothing that we have made. */
export type ReadRevision = number | 'other_epoch' | null;

const form = 1;
const shape = /^(\d{1,3}):(org_[0-9a-z]{8,40}):([0-9a-z]{1,64}):(\d{1,15})$/;

/** What a receipt gives and a question takes, so that the answer includes the change. */
export class RevisionTokens {
  readonly #serverKey: Buffer;
  readonly #epoch: () => string;

  /** `epoch` changes when the installation is restored from a backup; revisions of another one mean other changes. */
  constructor(serverKey: Buffer, epoch: () => string) {
    this.#serverKey = serverKey;
    this.#epoch = epoch;
  }

  of(organizationId: OrganizationId, revision: number): string {
    const text = `${form}:${organizationId}:${this.#epoch()}:${revision}`;
    return signText(this.#serverKey, 'revision', text);
  }

  /** Null for anything but a token that this installation made for this organization. */
  read(organizationId: OrganizationId, token: string): ReadRevision {
    const text = readSignedText(this.#serverKey, 'revision', token);
    const [, inForm, ofOrganization, epoch, revision] = (text && shape.exec(text)) || [];
    if (Number(inForm) !== form || ofOrganization !== organizationId) return null;
    return epoch === this.#epoch() ? Number(revision) : 'other_epoch';
  }
}
