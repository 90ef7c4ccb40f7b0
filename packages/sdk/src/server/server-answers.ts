import type { Answers } from '../answers.ts';
import { decisionPathOf } from '../decision-path.ts';
import { LatchkeyError, unknownOrganization } from '../latchkey-error.ts';
import type { AskOptions } from '../options.ts';
import { readActions, readEvaluation, readEvaluations } from '../read-answer.ts';
import { supportedObligations } from '../read-masks.ts';
import type { Transport } from '../transport.ts';

/** Asks the server, one request for each call. */
export function serverAnswers(transport: Transport, organizationId: string, key: string): Answers {
  const post = async (endpoint: string, body: object, { atLeast, signal, masks }: Asked) => {
    const context = {
      ...(masks === true && { supported_obligations: supportedObligations }),
      ...(atLeast !== undefined && { at_least: atLeast }),
    };
    try {
      return await transport.send({
        method: 'POST',
        path: `${decisionPathOf(organizationId)}/${endpoint}`,
        bearer: key,
        body: { ...body, ...(Object.keys(context).length > 0 && { context }) },
        signal,
      });
    } catch (error) {
      if (error instanceof LatchkeyError && error.status === 404)
        throw unknownOrganization(organizationId, error);
      throw error;
    }
  };

  return {
    one: async (subject, permission, resource, ask) =>
      readEvaluation(
        await post('evaluation', { subject, action: { name: permission }, resource }, ask),
      ),

    async each(subject, permissions, resource, ask) {
      const evaluations = permissions.map((name) => ({ action: { name } }));
      const answers = readEvaluations(
        await post('evaluations', { subject, resource, evaluations }, ask),
      );
      if (answers.length === permissions.length) return answers;
      throw new LatchkeyError(
        'unreadable_answer',
        `Latchkey answered ${answers.length} of ${permissions.length} questions.`,
      );
    },

    async permissions(subject, resource, ask) {
      const names: string[] = [];
      let token = '';
      do {
        const page = token === '' ? {} : { page: { token } };
        const found = readActions(
          await post('search/action', { subject, resource, ...page }, { ...ask, masks: true }),
        );
        names.push(...found.names);
        token = found.nextToken;
      } while (token !== '');
      return names.sort();
    },
  };
}

type Asked = AskOptions & { readonly masks?: boolean };
