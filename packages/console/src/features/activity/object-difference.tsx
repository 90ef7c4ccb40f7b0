import type { ChangeObject } from '@latchkey/contract';
import { dateText } from '../../shared-ui/time-text.ts';
import { objectWords } from './object-words.ts';

interface ObjectDifferenceProps {
  readonly object: ChangeObject;
  /** Names by the ids that occur among the values. */
  readonly nameOf: ReadonlyMap<string, string>;
}

/** The values that differ, old struck through, new beside it. */
export function ObjectDifference({ object, nameOf }: ObjectDifferenceProps) {
  const names = new Set([...Object.keys(object.before ?? {}), ...Object.keys(object.after ?? {})]);
  const text = (name: string, values: Values) => valueText(name, values?.[name], nameOf);
  const different = [...names].filter(
    (name) => text(name, object.before) !== text(name, object.after),
  );
  const act = object.before === null ? 'new' : object.after === null ? 'gone' : 'changed';
  return (
    <>
      <div className="line">
        <b>{object.label}</b>
        <span className="sub">
          {objectWords[object.object] ?? object.object}, {act}
        </span>
      </div>
      <dl className="difference">
        {different.map((name) => (
          <div key={name}>
            <dt>{wordsOf(name)}</dt>
            <dd>
              {object.before ? <del>{text(name, object.before)}</del> : null}
              {object.before && object.after ? ' → ' : null}
              {object.after ? <ins>{text(name, object.after)}</ins> : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

type Values = ChangeObject['before'];

/** `accessEndsAt` → `access ends at`, `memberId` → `member` */
const wordsOf = (name: string) =>
  name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueText(name: string, value: unknown, nameOf: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (name.endsWith('At') && typeof value === 'number')
    return dateText(new Date(value).toISOString());
  if (Array.isArray(value)) {
    return value.map((each) => valueText(name, each, nameOf)).join(', ') || 'none';
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return nameOf.get(String(value)) ?? String(value);
}
