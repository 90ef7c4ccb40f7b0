import type { Coverage, CoverageCell } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import { numberText } from '../../shared-ui/number-text.ts';
import type { CoverageSearch } from './coverage-search.ts';
import { placesWord, shadeOf } from './coverage-words.ts';

interface CoverageGridProps {
  readonly coverage: Coverage;
  readonly search: CoverageSearch;
}

/** Zones against what matters: how many places have nobody. */
export function CoverageGrid({ coverage, search }: CoverageGridProps) {
  const { by, groups, permissions, total, type } = coverage;
  const columns = columnsOf(coverage);
  if (columns.length === 0) return null;
  const covered = permissions.filter(({ key }) =>
    columns.every(({ permission }) => permission !== key),
  );
  const rows = [
    ...(groups.length > 1 || by !== null ? groups : []).map((group) => ({
      key: group.place?.id ?? 'none',
      name: group.place?.name ?? `In no ${by?.label.toLowerCase() ?? 'other place'}`,
      ...group,
    })),
    { key: undefined, name: `All ${type.plural.toLowerCase()}`, ...total },
  ];
  return (
    <div className="frame coverage-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer */}
      <section className="coverage-scroll" aria-label="Numbers" tabIndex={0}>
        <table className="coverage-grid">
          <caption className="sr">
            {`How many ${type.plural.toLowerCase()} have nobody besides owners`}
          </caption>
          <thead>
            <tr>
              <th scope="col">{by?.label ?? type.label}</th>
              <th scope="col" className="coverage-number">
                {type.plural}
              </th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col" className="coverage-number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key ?? 'total'} className={row.key ? undefined : 'coverage-total'}>
                <th scope="row">{row.name}</th>
                <td className="coverage-number">{numberText(row.places)}</td>
                {columns.map((column) => (
                  <Cell
                    key={column.key}
                    column={column}
                    cell={row.cells[column.index]}
                    places={row.places}
                    label={`${row.name}, ${column.label}`}
                    unit={placesWord(coverage, 2)}
                    search={search}
                    within={row.key}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="sub coverage-legend">
        {legendOf(coverage)}
        {covered.length > 0
          ? ` Covered everywhere: ${covered.map(({ label }) => label.toLowerCase()).join(', ')}.`
          : ''}
      </p>
    </div>
  );
}

/** What the numbers are, and that they lead on where there are any. */
function legendOf({ permissions, total }: Coverage): string {
  if (permissions.length > 1)
    return 'Numbers are places with nobody besides owners. Press one to see them; choose an act to see who is alone.';
  const [cell] = total.cells;
  const counted = cell ? cell.nobody + cell.one + cell.off : 0;
  return counted === 0 ? 'A dot stands for none.' : 'Press a number to see the places.';
}

interface Column {
  readonly key: string;
  readonly index: number;
  readonly permission: string;
  readonly people: 'nobody' | 'one' | 'off';
  readonly label: string;
}

/** Of many acts only those with a gap somewhere; one act alone shows who is alone as well. */
function columnsOf({ permissions, total }: Coverage): readonly Column[] {
  const [only] = permissions;
  if (permissions.length !== 1 || !only) {
    const columns = permissions.map(
      ({ key, label }, index): Column => ({
        key,
        index,
        permission: key,
        people: 'nobody',
        label,
      }),
    );
    return columns.filter(({ index }) => (total.cells[index]?.nobody ?? 0) > 0);
  }
  const column = (people: Column['people'], label: string): Column => ({
    key: people,
    index: 0,
    permission: only.key,
    people,
    label,
  });
  return [
    column('nobody', 'Nobody'),
    column('one', 'One person alone'),
    ...((total.cells[0]?.off ?? 0) > 0 ? [column('off', 'Module off')] : []),
  ];
}

interface CellProps {
  readonly column: Column;
  readonly cell: CoverageCell | undefined;
  readonly places: number;
  readonly label: string;
  readonly unit: string;
  readonly search: CoverageSearch;
  /** The place that the number is counted in; undefined: all of them. */
  readonly within: string | undefined;
}

function Cell({ column, cell, places, label, unit, search, within }: CellProps) {
  const count = cell?.[column.people] ?? 0;
  const shade = column.people === 'off' ? 'none' : shadeOf(count, places);
  const isOpen =
    search.open === column.permission &&
    search.in === within &&
    (search.people ?? 'nobody') === column.people;
  return (
    <td className={`coverage-number coverage-${column.people} coverage-shade-${shade}`}>
      {count === 0 ? (
        <span className="dim">
          <span aria-hidden>·</span>
          <span className="sr">none</span>
        </span>
      ) : (
        <Link
          to="/check-access/coverage"
          search={{
            permission: search.permission,
            type: search.type,
            by: search.by,
            open: column.permission,
            in: within,
            people: column.people === 'nobody' ? undefined : column.people,
          }}
          resetScroll={false}
          aria-label={`${numberText(count)} ${unit}: ${label}`}
          aria-expanded={isOpen}
          activeProps={{}}
        >
          {numberText(count)}
        </Link>
      )}
    </td>
  );
}
