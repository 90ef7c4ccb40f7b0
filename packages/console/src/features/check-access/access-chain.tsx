import type { AccessLink } from '@latchkey/contract';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useAccessModel } from '../../api/access-model.ts';
import { wordsOf } from '../../api/model-words.ts';

/** From the person to the place, link by link; broken where something is missing. */
export function AccessChain({ chain }: { chain: readonly AccessLink[] }) {
  const model = useAccessModel();
  const given = model.assignment === 'direct' ? 'Given' : wordsOf(model).permissionSet;
  const names: Readonly<Record<AccessLink['about'], string>> = {
    person: wordsOf(model).person,
    module: 'Module',
    grant: given,
    permission: 'Permission',
    place: 'Place',
    required: 'Needs',
    restriction: 'Restriction',
  };
  return (
    <ol className="access-chain" aria-label="How we got there">
      {chain.map((link) => (
        <li
          key={`${link.about}${link.label}${link.detail}`}
          className={link.holds ? undefined : 'access-chain-broken'}
        >
          <span className="access-chain-mark">
            {link.holds ? (
              <IconCheck className="i" aria-hidden />
            ) : (
              <IconX className="i" aria-hidden />
            )}
          </span>
          <span className="access-chain-about">{names[link.about]}</span>
          <div className="access-chain-said">
            <b>{link.label}</b>
            <span className="sr">{link.holds ? ' holds.' : ' is missing.'}</span>
            <div className="sub">{link.detail}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
