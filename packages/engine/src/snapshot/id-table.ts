import { grown } from './grown.ts';
import {
  idOfKey,
  keyWords,
  oddMark,
  readKey,
  word0,
  word1,
  word2,
  word3,
  writeKey,
} from './id-key.ts';
import { type NumberedIds, noteRead, recentNumber, recentPlace } from './recent-ids.ts';

let tableCount = 0;

/** Ids of one kind and their numbers, given in the order of their coming and never again; 16 bytes each, and no string. */
export class IdTable<Id extends string> implements NumberedIds {
  readonly serial = ++tableCount;
  private readonly prefix: string;
  private count = 0;
  private keys = new Uint32Array(keyWords * 16);
  /** Open addressing: number + 1, or 0; at most three in four are taken. */
  private slots = new Uint32Array(32);
  private readonly odd: Id[] = [];
  private readonly oddNumbers = new Map<string, number>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  get size(): number {
    return this.count;
  }

  /** The number of an id, or -1. */
  find(id: string): number {
    const place = recentPlace(this, id);
    const recent = recentNumber(this, id, place);
    if (recent !== -1) return recent;
    const number = this.read(id);
    if (number !== -1) noteRead(this, number, place);
    return number;
  }

  private read(id: string): number {
    if (!readKey(id, this.prefix)) return this.oddNumbers.get(id) ?? -1;
    const { keys, slots } = this;
    const mask = slots.length - 1;
    for (let slot = hash(word1, word2, word3) & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (number === -1) return -1;
      const at = number * keyWords;
      // The last word first: ids that were made one after another differ there.
      if (
        ((keys[at + 3] ?? 0) | 0) === word3 &&
        ((keys[at + 2] ?? 0) | 0) === word2 &&
        ((keys[at + 1] ?? 0) | 0) === word1 &&
        ((keys[at] ?? 0) | 0) === word0
      ) {
        return number;
      }
    }
  }

  /** The number of an id, a new one when it has none. */
  add(id: Id): number {
    const known = this.find(id);
    if (known !== -1) return known;
    const number = this.count++;
    const needed = this.count * keyWords;
    if (this.keys.length < needed) this.keys = grown(this.keys, needed);
    if (!readKey(id, this.prefix)) {
      this.keys.set([oddMark, 0, 0, this.odd.length], number * keyWords);
      this.odd.push(id);
      this.oddNumbers.set(id, number);
      return number;
    }
    writeKey(this.keys, number * keyWords);
    if (this.count * 4 > this.slots.length * 3) this.claimAll(this.slots.length * 2);
    else this.claim(number);
    return number;
  }

  at(number: number): Id {
    const at = number * keyWords;
    return this.isOdd(number)
      ? (this.odd[this.keys[at + 3] ?? 0] as Id)
      : (idOfKey(this.prefix, this.keys, at) as Id); // it was read from such an id
  }

  /** Below, at or above zero, as the ids sort. */
  compare(left: number, right: number): number {
    if (this.isOdd(left) || this.isOdd(right)) return compareIds(this.at(left), this.at(right));
    const { keys } = this;
    for (let word = 0; word < keyWords; word += 1) {
      const difference = (keys[left * keyWords + word] ?? 0) - (keys[right * keyWords + word] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** How the id of a number sorts beside any other string. */
  compareWith(number: number, id: string): number {
    return compareIds(this.at(number), id);
  }

  /** Gives back the room that was kept for more. */
  fit(): void {
    this.keys = this.keys.slice(0, this.count * keyWords);
  }

  /** What `IdTable.of` makes the table from again. */
  packed(): { readonly keys: Uint32Array; readonly odd: readonly Id[] } {
    return { keys: this.keys.subarray(0, this.count * keyWords), odd: this.odd };
  }

  static of<Id extends string>(
    prefix: string,
    keys: Uint32Array<ArrayBuffer>,
    odd: readonly Id[],
  ): IdTable<Id> {
    const table = new IdTable<Id>(prefix);
    table.keys = keys;
    table.count = keys.length / keyWords;
    table.odd.push(...odd);
    for (let number = 0; number < table.count; number += 1) {
      if (table.isOdd(number)) table.oddNumbers.set(table.at(number), number);
    }
    let slots = table.slots.length;
    while (table.count * 4 > slots * 3) slots *= 2;
    table.claimAll(slots);
    return table;
  }

  private isOdd(number: number): boolean {
    return (this.keys[number * keyWords] ?? 0) >= oddMark;
  }

  private claimAll(slots: number): void {
    this.slots = new Uint32Array(slots);
    for (let number = 0; number < this.count; number += 1) {
      if (!this.isOdd(number)) this.claim(number);
    }
  }

  private claim(number: number): void {
    const { keys, slots } = this;
    const at = number * keyWords;
    const mask = slots.length - 1;
    let slot = hash(keys[at + 1] ?? 0, keys[at + 2] ?? 0, keys[at + 3] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
}

const compareIds = (left: string, right: string) => (left === right ? 0 : left < right ? -1 : 1);

/** Of the words that chance made. */
function hash(second: number, third: number, last: number): number {
  const mixed = Math.imul(last ^ Math.imul(third, 0x9e3779b1) ^ second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
