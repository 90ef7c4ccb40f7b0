import { Note } from '../../shared-ui/note.tsx';

interface SignInFailureProps {
  /** Code of the problem with which the identity provider's page led back here. */
  readonly problem: string;
  /** How the person signs in instead. */
  readonly way: string | undefined;
}

/** Why signing in through an identity provider came to nothing, and what to do. */
export function SignInFailure({ problem, way }: SignInFailureProps) {
  const { title, remedy } = wordsOf(problem, way);
  return (
    <Note tone="danger" role="alert" title={title}>
      {remedy}
    </Note>
  );
}

function wordsOf(problem: string, way: string | undefined): { title: string; remedy: string } {
  switch (problem) {
    case 'unknown_identity':
      return {
        title: 'Nobody here signs in with that account.',
        remedy:
          'If you were invited, open the invitation in your mail first. If you have a local account, use your password.',
      };
    case 'other_sign_in_method':
      return {
        title: 'You sign in to this organization in another way.',
        remedy: way ? `Sign in with ${way}.` : 'Use the other way on this page.',
      };
    case 'no_active_membership':
      return {
        title: 'This account has no access to an organization at present.',
        remedy: 'Ask an owner of your organization.',
      };
    case 'no_identity_provider':
      return {
        title: 'No identity provider is set up here.',
        remedy: 'Sign in with your password.',
      };
    case 'provider_attempt_ended':
      return {
        title: 'That took too long, or another sign-in was begun.',
        remedy: 'Begin again.',
      };
    default:
      return {
        title: 'The identity provider did not let you in.',
        remedy: 'Try again; if it stays, tell whoever looks after it.',
      };
  }
}
