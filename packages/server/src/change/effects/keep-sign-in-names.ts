import type { WriteContext } from './write-context.ts';

/** A name that an invitation has reserved lives as long as its link, and is free when the invitation has come to nothing. */
export async function keepSignInNames({ transaction, effects }: WriteContext): Promise<void> {
  const changed = effects.flatMap((effect) =>
    effect.object === 'invitation' && effect.before !== null ? [effect] : [],
  );
  const given = changed.filter(
    ({ after }) => after === null || after.status === 'declined' || after.status === 'revoked',
  );
  const waiting = changed.flatMap(({ id, after }) =>
    after?.status === 'waiting' ? [{ id, until: after.linkEndsAt }] : [],
  );
  await Promise.all([
    given.length > 0 &&
      transaction.client.query({
        name: 'release-sign-in-names',
        text: 'delete from sign_in_names where invitation_id = any($1)',
        values: [given.map(({ id }) => id)],
      }),
    waiting.length > 0 &&
      transaction.client.query({
        name: 'prolong-sign-in-names',
        text: `update sign_in_names n set reserved_until = to_timestamp(r.until / 1000)
               from json_to_recordset($1::json) as r(id text, until float8) where n.invitation_id = r.id`,
        values: [JSON.stringify(waiting)],
      }),
  ]);
}
