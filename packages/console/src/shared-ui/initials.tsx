import './initials.css';

interface InitialsProps {
  readonly name: string;
  readonly you?: boolean;
  readonly size?: 'small' | 'normal' | 'large';
}

/** A person's letters, cut like a key tag. */
export function Initials({ name, you = false, size = 'normal' }: InitialsProps) {
  const classes = [
    'initials',
    size === 'normal' ? '' : `initials-${size}`,
    you ? 'initials-you' : '',
  ];
  return (
    <span className={classes.filter(Boolean).join(' ')} aria-hidden>
      {lettersOf(name)}
    </span>
  );
}

function lettersOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s@._-]+/u)
    .filter((word) => word !== '');
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (firstLetter(first) + firstLetter(last)).toLocaleUpperCase();
}

const firstLetter = (word: string) => [...word][0] ?? '';
