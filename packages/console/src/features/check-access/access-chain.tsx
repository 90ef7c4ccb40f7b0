import type { AccessCheck } from '@latchkey/contract';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';

/** From the person to the place, link by link, broken where it breaks. */
export function AccessChain({ chain }: { chain: AccessCheck['chain'] }) {
  return (
    <ol className="access-chain" aria-label="Why">
      {chain.map((link) => (
        <li
          key={`${link.label}${link.detail}`}
          className={link.holds ? undefined : 'access-chain-broken'}
        >
          {link.holds ? (
            <IconCircleCheck className="i positive" aria-hidden />
          ) : (
            <IconCircleX className="i danger" aria-hidden />
          )}
          <div>
            <b>{link.label}</b>
            <span className="sr">{link.holds ? ' holds' : ' is missing'}</span>
            <div className="sub">{link.detail}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
