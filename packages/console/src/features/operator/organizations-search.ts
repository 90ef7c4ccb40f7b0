export type OrganizationSort = 'name' | '-name' | 'createdAt' | '-createdAt';

/** What the address of the list of organizations says. */
export interface OrganizationsSearch {
  readonly search?: string | undefined;
  readonly selfServe?: 'on' | 'off' | undefined;
  readonly sort?: OrganizationSort | undefined;
  readonly cursor?: string | undefined;
}

const sorts: readonly OrganizationSort[] = ['name', '-name', 'createdAt', '-createdAt'];
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const organizationsSearch = (search: Record<string, unknown>): OrganizationsSearch => ({
  search: text(search['search']),
  selfServe:
    search['selfServe'] === 'on' || search['selfServe'] === 'off' ? search['selfServe'] : undefined,
  sort: sorts.find((sort) => sort === search['sort']),
  cursor: text(search['cursor']),
});
