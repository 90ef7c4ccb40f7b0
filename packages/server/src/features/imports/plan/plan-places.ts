import type { EntityId } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { comparable } from '../values/comparable.ts';
import { created, updated } from './place-change.ts';
import { emptyRow, type PlannedRow, type StoredIssue } from './planned-row.ts';
import { type PlacesPlanning, placeReader, type ReadPlace } from './read-place.ts';
import { hasError, rowError } from './row-issues.ts';
import type { SourceRow } from './row-reader.ts';

/** A parent that rows name and nobody has made yet. */
export interface NewParent {
  readonly entityId: EntityId;
  readonly type: string;
  readonly name: string;
  readonly parents: readonly EntityId[];
}

/** Rows in the order in which they must be applied: a place comes after everything that it lies in. */
export interface PlacesPlan {
  readonly rows: readonly PlannedRow[];
  readonly newParents: readonly NewParent[];
  /** Levels of the file below the new parents: rows of one level do not lie in each other. */
  readonly levels: ReadonlyMap<number, number>;
}

/** What each row of a file of places will do. Parents that do not exist are created, once each. */
export function planPlaces(source: readonly SourceRow[], planning: PlacesPlanning): PlacesPlan {
  return new PlacesPlanner(source, planning).plan();
}

class PlacesPlanner {
  readonly #planning: PlacesPlanning;
  readonly #read: readonly ReadPlace[];
  readonly #inFile = new Map<string, ReadPlace>();
  readonly #inFileByName = new Map<string, ReadPlace>();
  readonly #newParents = new Map<string, NewParent>();
  readonly #levels = new Map<number, number>();
  readonly #planned = new Map<number, PlannedRow>();
  readonly #underWay = new Set<number>();

  constructor(source: readonly SourceRow[], planning: PlacesPlanning) {
    this.#planning = planning;
    const readCells = placeReader(planning);
    this.#read = source.map(readCells);
  }

  plan(): PlacesPlan {
    const repeated = new Map<number, PlannedRow>();
    for (const place of this.#read) {
      if (place.subject === null) continue;
      const earlier = this.#inFile.get(place.subject);
      if (earlier) repeated.set(place.rowNumber, repetition(place, earlier));
      else {
        this.#inFile.set(place.subject, place);
        this.#inFileByName.set(`${place.type}:${comparable(place.name)}`, place);
      }
    }
    const rows = this.#read.map((place) => repeated.get(place.rowNumber) ?? this.#planRow(place));
    return { rows, newParents: [...this.#newParents.values()], levels: this.#levels };
  }

  #planRow(place: ReadPlace): PlannedRow {
    const known = this.#planned.get(place.rowNumber);
    if (known) return known;
    this.#underWay.add(place.rowNumber);
    const planned = this.#decide(place);
    this.#underWay.delete(place.rowNumber);
    this.#planned.set(place.rowNumber, planned);
    return planned;
  }

  #decide(place: ReadPlace): PlannedRow {
    const { rowNumber, subject, issues } = place;
    const refused = { ...emptyRow(rowNumber, subject), result: 'error' } as const;
    if (place.type === null || hasError(issues)) return { ...refused, issues };
    const parents = this.#parentsOf(place, place.type);
    if (!place.existing && parents.size === 0 && !hasError(issues)) {
      issues.push(...this.#needsParent(place.type));
    }
    if (hasError(issues)) return { ...refused, issues };
    const done = place.existing
      ? updated(place, place.existing, parents, this.#planning)
      : created(place, place.type, parents, this.#planning.model);
    return { ...emptyRow(rowNumber, subject), issues, ...done };
  }

  /** A type that cannot lie directly in the organization needs one of its parents. */
  #needsParent(type: string): StoredIssue[] {
    const { entityTypes } = this.#planning.model;
    const allowed = entityTypes[type]?.parents ?? [];
    const [first] = allowed;
    if (first === undefined || allowed.includes('organization')) return [];
    const labels = allowed.map((parent) => (entityTypes[parent]?.label ?? parent).toLowerCase());
    const message = `A ${(entityTypes[type]?.label ?? type).toLowerCase()} lies in a ${labels.join(' or a ')}; this row names none.`;
    return [rowError({ field: `parent:${first}`, code: 'parent_missing', message, value: null })];
  }

  /** Parent by type; what the row leaves open is not in it. */
  #parentsOf(place: ReadPlace, type: string): Map<string, { id: EntityId; label: string }> {
    const allowed = this.#planning.model.entityTypes[type]?.parents ?? [];
    const parents = new Map<string, { id: EntityId; label: string }>();
    let level = 0;
    for (const [parentType, written] of place.parents) {
      if (!allowed.includes(parentType)) continue;
      const parent = this.#parent(place, parentType, written);
      if (!parent) continue;
      parents.set(parentType, parent);
      level = Math.max(level, parent.level + 1);
    }
    this.#levels.set(place.rowNumber, level);
    return parents;
  }

  #parent(
    place: ReadPlace,
    type: string,
    written: string,
  ): { id: EntityId; label: string; level: number } | null {
    const field = `parent:${type}`;
    const existing = this.#planning.places.ofType(type, written);
    const [only] = existing;
    if (only && existing.length === 1) return { id: only.id, label: only.name, level: -1 };
    if (only) {
      const message = `“${written}” is the name of ${existing.length} places. Write the code, such as “${only.code}”.`;
      place.issues.push(
        rowError({
          field,
          code: 'ambiguous_place',
          message,
          value: written,
          suggestion: only.code,
        }),
      );
      return null;
    }
    const key = `${type}:${comparable(written)}`;
    const row = this.#inFile.get(key) ?? this.#inFileByName.get(key);
    if (row) return this.#rowAsParent(place, row, field, written);
    const created = this.#newParents.get(key) ?? this.#createParent(place, key, type, written);
    return created && { id: created.entityId, label: created.name, level: -1 };
  }

  #rowAsParent(place: ReadPlace, row: ReadPlace, field: string, written: string) {
    if (this.#underWay.has(row.rowNumber)) {
      const message = `“${written}” would lie in itself.`;
      place.issues.push(rowError({ field, code: 'place_cycle', message, value: written }));
      return null;
    }
    if (this.#planRow(row).result === 'error') {
      const message = `“${written}” stands in row ${row.rowNumber}, which cannot be applied.`;
      place.issues.push(rowError({ field, code: 'parent_not_applied', message, value: written }));
      return null;
    }
    return {
      id: row.existing?.id ?? row.entityId,
      label: row.name,
      level: this.#levels.get(row.rowNumber) ?? 0,
    };
  }

  #createParent(place: ReadPlace, key: string, type: string, name: string): NewParent | null {
    const field = `parent:${type}`;
    if (name.length > 100) {
      const message = 'The name of a new place that others lie in has at most 100 characters.';
      place.issues.push(rowError({ field, code: 'too_long', message, value: name }));
      return null;
    }
    const above = (this.#planning.model.entityTypes[type]?.parents ?? []).flatMap((aboveType) => {
      const written = place.parents.get(aboveType);
      const parent = written && aboveType !== type ? this.#parent(place, aboveType, written) : null;
      if (parent && parent.level >= 0) {
        // New parents are made before any row, so they cannot lie in what a row makes.
        const message = `“${name}” does not exist, and “${parent.label}” is only made by this file. Give “${name}” a row of its own.`;
        place.issues.push(rowError({ field, code: 'unknown_place', message, value: name }));
      }
      return parent ? [parent.id] : [];
    });
    if (hasError(place.issues)) return null;
    const allowsOrganization =
      this.#planning.model.entityTypes[type]?.parents.includes('organization');
    if (above.length === 0 && !allowsOrganization) {
      const message = `“${name}” does not exist, and the row does not say what it would lie in.`;
      place.issues.push(rowError({ field, code: 'unknown_place', message, value: name }));
      return null;
    }
    const parent = { entityId: newId('ent'), type, name, parents: above };
    this.#newParents.set(key, parent);
    return parent;
  }
}

function repetition(place: ReadPlace, earlier: ReadPlace): PlannedRow {
  const row = emptyRow(place.rowNumber, place.subject);
  const same =
    comparable(place.name) === comparable(earlier.name) &&
    place.city === earlier.city &&
    JSON.stringify([...place.parents]) === JSON.stringify([...earlier.parents]);
  if (same)
    return { ...row, result: 'skip', issues: [], summary: `The same as row ${earlier.rowNumber}.` };
  const message = `Row ${earlier.rowNumber} has the same code and says something else. Keep one of them.`;
  const issue = rowError({ field: 'code', code: 'duplicate_row', message, value: place.code });
  return { ...row, result: 'error', issues: [...place.issues, issue] };
}
