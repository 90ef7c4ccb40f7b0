import { writtenObjects } from './effects-on.ts';
import { type WriteContext, writeRows } from './write-context.ts';

export function writeOrganization(context: WriteContext): Promise<void> {
  return writeRows(
    context,
    'write-organization',
    `update organizations o
     set name = r.name, model_hash = r."modelHash",
         allowed_domains = r."allowedDomains", invitation_days = r."invitationDays",
         self_serve = r."selfServe", modules_off = r."modulesOff", types_off = r."typesOff"
     from json_to_recordset($3::json) as r(
       name text, "modelHash" text, "allowedDomains" text[], "invitationDays" integer,
       "selfServe" boolean, "modulesOff" text[], "typesOff" text[])
     where o.organization_id = $1 and o.revision < $2::bigint`,
    writtenObjects(context.effects, 'organization').map(({ after }) => after),
  );
}
