import type { ReactNode } from 'react';
import { Initials } from './initials.tsx';
import './person-name.css';
import { Tag } from './tag.tsx';

interface PersonNameProps {
  readonly name: string;
  readonly address: string;
  readonly you?: boolean;
  /** What kind of person this is, where that matters at first sight. */
  readonly badge?: string | null;
  /** Instead of the bare name: a link to the person. */
  readonly children?: ReactNode;
}

/** Letters, name and address of a person, two lines high; one, without an address. */
export function PersonName({
  name,
  address,
  you = false,
  badge = null,
  children,
}: PersonNameProps) {
  const shown = name || address;
  return (
    <span className="person-name">
      <Initials name={shown} you={you} />
      <span className="person-name-lines">
        <span className="person-name-first">
          <span className="ellipsis person-name-name">{children ?? <b>{shown}</b>}</span>
          {you ? <Tag plain>You</Tag> : null}
          {badge ? (
            <Tag plain tone="info">
              {badge}
            </Tag>
          ) : null}
        </span>
        {name && address ? (
          <span className="sub ellipsis" title={address}>
            <bdi>{address}</bdi>
          </span>
        ) : null}
      </span>
    </span>
  );
}
