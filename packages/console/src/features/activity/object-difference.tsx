import type { ChangeObject } from '@latchkey/contract';
import { dateText } from '../../shared-ui/time-text.ts';
import { objectWords } from './object-words.ts';

/** The values that differ, old struck through, new beside it. */
export function ObjectDifference({ object }: { object: ChangeObject }) {
  const names = new Set([...Object.keys(object.before ?? {}), ...Object.keys(object.after ?? {})]);
  const different = [...names].filter(
    (name) => JSON.stringify(object.before?.[name]) !== JSON.stringify(object.after?.[name]),
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
              {object.before ? <del>{valueText(name, object.before[name])}</del> : null}
              {object.before && object.after ? ' → ' : null}
              {object.after ? <ins>{valueText(name, object.after[name])}</ins> : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** `accessEndsAt` → `access ends at` */
const wordsOf = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueText(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (name.endsWith('At') && typeof value === 'number')
    return dateText(new Date(value).toISOString());
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
