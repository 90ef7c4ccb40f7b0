import type { Question } from '../decision.ts';
import type { Scope } from '../ids.ts';
import type { CompiledModel } from '../snapshot/compiled-model.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { type Where, whereIs } from './where-is.ts';

/** A permission that is asked about often: its name is looked up once for each model. */
export class ResolvedPermission {
  readonly name: string;
  private model: CompiledModel | null = null;
  private known = -1;

  constructor(name: string) {
    this.name = name;
  }

  bit({ compiled }: SnapshotStore): number {
    if (this.model !== compiled) {
      this.model = compiled;
      this.known = compiled.bits.get(this.name) ?? -1;
    }
    return this.known;
  }
}

/** A place that is asked about often: what it lies in is looked up once for each state of the places. */
export class ResolvedPlace {
  readonly place: Question['place'];
  private store: SnapshotStore | null = null;
  private version = -1;
  private known: Where = null;

  constructor(place: Question['place']) {
    this.place = place;
  }

  where(store: SnapshotStore): Where {
    if (this.store !== store || this.version !== store.placesVersion) {
      this.store = store;
      this.version = store.placesVersion;
      this.known = whereIs(store, this.place);
    }
    return this.known;
  }
}

/** By name, or resolved before. */
export type AskedPermission = string | ResolvedPermission;
export type AskedPlace = Scope | readonly Scope[] | ResolvedPlace;

export const bitOf = (store: SnapshotStore, permission: AskedPermission): number =>
  typeof permission === 'string'
    ? (store.compiled.bits.get(permission) ?? -1)
    : permission.bit(store);

export const whereIsAsked = (store: SnapshotStore, place: AskedPlace): Where =>
  place instanceof ResolvedPlace ? place.where(store) : whereIs(store, place);

export const placeNamed = (place: AskedPlace): Question['place'] =>
  place instanceof ResolvedPlace ? place.place : place;

export const nameOf = (permission: AskedPermission): string =>
  typeof permission === 'string' ? permission : permission.name;
