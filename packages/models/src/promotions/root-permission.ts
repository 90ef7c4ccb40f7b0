/** Without it nothing else counts at a company: the right to come in at all. */
export const rootPermission = 'company.use';
