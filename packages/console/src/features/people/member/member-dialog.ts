/** Which dialog about one person is open. */
export type MemberDialog =
  | { readonly kind: 'profile'; readonly memberId: string }
  | { readonly kind: 'access'; readonly memberId: string }
  | { readonly kind: 'suspend' | 'remove' | 'restore'; readonly member: NamedMember };

export interface NamedMember {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly role: 'owner' | 'member';
}
