// SpiceDB over gRPC, which its own clients speak.
import { v1 } from '@authzed/authzed-node';

/** A client of a SpiceDB with `relationships` of places under a schema; permissions are asked by their names there. */
export function connect(port, presharedKey) {
  const security = v1.ClientSecurity.INSECURE_PLAINTEXT_CREDENTIALS;
  const client = v1.NewClient(presharedKey, `127.0.0.1:${port}`, security).promises;
  const person = (objectId) =>
    v1.SubjectReference.create({ object: { objectType: 'user', objectId } });
  const place = (objectId) => v1.ObjectReference.create({ objectType: 'place', objectId });
  return {
    isServing: () => client.readSchema({}).catch(rethrowUnlessEmpty),
    writeSchema: (schema) => client.writeSchema({ schema }),
    write: (tuples) =>
      client.writeRelationships(
        v1.WriteRelationshipsRequest.create({
          updates: tuples.map((tuple) => ({
            operation: v1.RelationshipUpdate_Operation.TOUCH,
            relationship: {
              resource: place(tuple.place),
              relation: tuple.relation,
              subject: {
                object: tuple.relation === 'parent' ? place(tuple.who) : person(tuple.who).object,
              },
            },
          })),
        }),
      ),
    async check({ memberId, permission, placeId }) {
      const answer = await client.checkPermission(
        v1.CheckPermissionRequest.create({
          resource: place(placeId),
          permission,
          subject: person(memberId),
        }),
      );
      return [isHeld(answer.permissionship)];
    },
    async checkMany(questions) {
      const answer = await client.checkBulkPermissions(
        v1.CheckBulkPermissionsRequest.create({
          items: questions.map(({ memberId, permission, placeId }) => ({
            resource: place(placeId),
            permission,
            subject: person(memberId),
          })),
        }),
      );
      return answer.pairs.map(({ response }) => isHeld(response.item?.permissionship));
    },
    async places({ memberId, permission }, limit) {
      const found = await client.lookupResources(
        v1.LookupResourcesRequest.create({
          resourceObjectType: 'place',
          permission,
          subject: person(memberId),
          optionalLimit: limit,
        }),
      );
      return found.map(({ resourceObjectId }) => resourceObjectId);
    },
    async people({ permission, placeId }) {
      const found = await client.lookupSubjects(
        v1.LookupSubjectsRequest.create({
          resource: place(placeId),
          permission,
          subjectObjectType: 'user',
        }),
      );
      return found.map(({ subject }) => subject.subjectObjectId);
    },
  };
}

const isHeld = (permissionship) =>
  permissionship === v1.CheckPermissionResponse_Permissionship.HAS_PERMISSION;

const notFound = 5;
function rethrowUnlessEmpty(error) {
  if (error.code !== notFound) throw error;
}
