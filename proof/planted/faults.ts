/** Something wrong that one could write, as changes of text. */
export interface Fault {
  readonly name: string;
  /** Within the engine's sources. */
  readonly file: string;
  /** Each first text is there exactly once and becomes the second. */
  readonly changes: readonly (readonly [string, string])[];
}

const fault = (name: string, file: string, ...changes: (readonly [string, string])[]): Fault => ({
  name,
  file,
  changes,
});

/** At least one of each kind: time, places, permissions, restrictions, people, ids, lists, changes, bytes, explanations, filters, what changes give and take, what is handed out, names. */
export const faults: readonly Fault[] = [
  fault('a grant still counts at its end', 'decide/reading.ts', [
    'now < this.endOf(grant)',
    'now <= this.endOf(grant)',
  ]),
  fault('beginnings are ignored', 'decide/reading.ts', [
    'return this.startOf(grant) <= now && now',
    'return now',
  ]),
  fault('a member still counts at the end of access', 'decide/verdict.ts', [
    'reading.accessEnd <= now',
    'reading.accessEnd < now',
  ]),
  fault('a yes names the last end instead of the first', 'decide/valid-until.ts', [
    'first = Math.min(first, end);',
    'first = Math.max(first === Number.POSITIVE_INFINITY ? end : first, end);',
  ]),
  fault('a yes outlives a restriction that begins', 'decide/valid-until.ts', [
    'if (start <= now || reading.endOf(grant) <= start) continue;',
    'if (start >= now) continue;',
  ]),

  fault('what lies below a moved place keeps its old ancestors', 'snapshot/entity-records.ts', [
    'if (previous !== null) refreshBelow(store, ordinal);',
    '',
  ]),
  fault('only the first of several parents counts', 'snapshot/entity-records.ts', [
    'for (const next of store.entityAt(ancestor)?.parents ?? []) found.add(next);',
    'for (const next of (store.entityAt(ancestor)?.parents ?? []).slice(0, 1)) found.add(next);',
  ]),
  fault('a place keeps its children when they move away', 'snapshot/entity-records.ts', [
    'for (const parent of previous?.parents ?? []) ownChildren(store, parent).delete(ordinal);',
    '',
  ]),
  fault('an unknown place among several is passed over', 'decide/covering.ts', [
    'if (entity === null) return null;',
    'if (entity === null) continue;',
  ]),
  fault('type and code run into each other', 'snapshot/entity-records.ts', [
    '`${type.length}:${type}:${code.toLowerCase()}`',
    '`${type}${code.toLowerCase()}`',
  ]),

  fault('the sign of bit 31 is a no', 'snapshot/set-bits.ts', [
    '& (1 << (bit & 31))) !== 0;',
    '& (1 << (bit & 31))) > 0;',
  ]),
  fault('permissions do not fill the last word', 'snapshot/compiled-model.ts', [
    'Math.ceil(names.length / 32)',
    'Math.round(names.length / 32)',
  ]),
  fault('requires is not transitive', 'snapshot/compiled-model.ts', [
    'for (const further of definitions.get(need)?.requires ?? []) needed.add(further);',
    'definitions.get(need);',
  ]),
  fault('implies is not transitive', 'permission-graph.ts', [
    `    for (const name of held) {
      for (const implied of definitions.get(name)?.implies ?? []) held.add(implied);`,
    `    for (const name of [...held]) {
      for (const implied of definitions.get(name)?.implies ?? []) held.add(implied);`,
  ]),
  fault('what is required has to be in the same grant', 'decide/verdict.ts', [
    'if (reading.isLive(grant, now)) found |= held',
    'if (reading.isLive(grant, now)) found = held',
  ]),
  fault('what is required may be held by a grant that has ended', 'decide/verdict.ts', [
    'if (reading.isLive(grant, now)) found |= held',
    'found |= held',
  ]),
  fault('what is required may belong to a module that is off', 'decide/verdict.ts', [
    ' & ~offIn(store, word, wanted)',
    '',
  ]),

  fault('owners use modules that are off', 'decide/verdict.ts', [
    "return isOff(store, bit) ? 'module_disabled' : 'owner';",
    "return 'owner';",
  ]),
  fault('a module that is off above is on below', 'decide/verdict.ts', [
    'for (let index = 0; index < reading.placeCount; index += 1) {\n    found |=',
    'for (let index = 0; index < 1; index += 1) {\n    found |=',
  ]),
  fault('a module can be switched off that is always on', 'snapshot/compiled-model.ts', [
    'modules.has(key) && model.modules[key]?.switchable',
    'modules.has(key)',
  ]),
  fault('only the first grant restricts', 'decide/verdict.ts', [
    'grant < reading.grantCount; grant += 1) {\n    const hides = (hidden',
    'grant < 1; grant += 1) {\n    const hides = (hidden',
  ]),
  fault('a restriction outlives its grant', 'decide/verdict.ts', [
    'if (hides !== 0 && reading.isLive(grant, now)) found |= hides;',
    'found |= hides;',
  ]),
  fault('what sets hide is forgotten in a branch', 'snapshot/set-bits.ts', [
    'from?.hiddenBySome.slice() ?? new',
    'new',
  ]),
  fault('restrictions bind owners', 'decide/covering.ts', [
    "store.restrictingSets === 0 || member.role === 'owner'",
    'store.restrictingSets === 0',
  ]),
  fault('the mildest mask wins', 'decide/masks-of.ts', [
    'maskWays.indexOf(way) > maskWays.indexOf(other)',
    'maskWays.indexOf(way) < maskWays.indexOf(other)',
  ]),

  fault(
    'what is off is forgotten in a branch that switches something else',
    'snapshot/off-words.ts',
    ['from?.marks.slice() ?? new', 'new'],
  ),

  fault('the suspended count', 'decide/reading.ts', [
    '(this.head & statusBits) === 0',
    '(this.head & statusBits) % 2 === 0',
  ]),
  fault('a visiting operator uses the modules', 'decide/covering.ts', [
    '  !visiting || compiled',
    '  true || compiled',
  ]),
  fault('what begins like the built-in module is open to visits', 'decide/covering.ts', [
    'startsWith(`${accessModuleKey}.`)',
    'startsWith(accessModuleKey)',
  ]),
  fault('whoever was removed keeps the name', 'snapshot/packed-members.ts', [
    'if (isThere) this.memberOf[user] = number + 1;',
    'this.memberOf[user] = number + 1;',
  ]),
  fault('of many grants the first at a place is passed over', 'decide/reading.ts', [
    'if (this.scopeOf(middle) < scope) low',
    'if (this.scopeOf(middle) <= scope) low',
  ]),
  fault('many grants are not sorted', 'snapshot/packed-member.ts', [
    'fields.grants.length > scanned',
    'fields.grants.length > 60_000',
  ]),

  fault('ids that differ in case are one', 'snapshot/id-key.ts', [
    'digitOf[digits.charCodeAt(digit)] = digit;',
    'digitOf[digits.toUpperCase().charCodeAt(digit)] = digitOf[digits.charCodeAt(digit)] = digit;',
  ]),
  fault('the last letters of an id are cut', 'snapshot/id-key.ts', [
    '((d & 0x3fffff) << 10) | e;',
    '((d & 0x3fffff) << 10) | (e & 31);',
  ]),
  fault('the first letters of an id run over', 'snapshot/id-key.ts', ['a >= 1 << 27 || ', '']),
  fault('the prefix of an id is not looked at', 'snapshot/id-key.ts', [
    ' || !id.startsWith(prefix)',
    '',
  ]),
  fault(
    'an id has the number that it has in another organization',
    'snapshot/recent-ids.ts',
    ['numbers[2 * place] === serial && ids', 'ids'],
    ['Math.imul(last ^ serial, ', 'Math.imul(last ^ (serial & 0), '],
  ),
  fault('an id is known by its last characters', 'snapshot/recent-ids.ts', [
    ' && ids[place] === id',
    '',
  ]),
  fault(
    'a place is read where it lay before a change was published',
    'snapshot/snapshot-store.ts',
    ['      parent.lineages?.put(ordinal, record?.ancestors ?? []);\n', ''],
  ),
  fault('direct permissions are joined to a key', 'snapshot/snapshot-store.ts', [
    'const key = JSON.stringify(permissions);',
    "const key = permissions.join('\\n');",
  ]),

  fault('owners are forgotten in lists', 'decide/list-members.ts', [
    'const lists = [holders.owners.from(isBehind)];',
    'const lists = [holders.owners.from(() => false)];',
  ]),
  fault('one falls between two pages of people', 'decide/list-members.ts', [
    'next: ids.at(-1) ?? null };\n    ids.push(packed.ids.at(member));',
    'next: packed.ids.at(member) };\n    ids.push(packed.ids.at(member));',
  ]),
  fault('a page begins with the last of the one before', 'decide/list-members.ts', [
    'compareWith(member, after) > 0',
    'compareWith(member, after) >= 0',
  ]),
  fault('a page of places begins with the last of the one before', 'decide/list-places.ts', [
    'idAt(store, places[middle] ?? 0) > after',
    'idAt(store, places[middle] ?? 0) >= after',
  ]),
  fault('a list of places is kept when places move', 'snapshot/snapshot-store.ts', [
    'this.placeLists?.changed(this.entity(record.id), record);',
    '',
  ]),
  fault('half of a long list of people is lost', 'snapshot/sorted-list.ts', [
    'this.chunks.splice(this.chunks.indexOf(chunk) + 1, 0, rest);',
    'this.length -= rest.length;',
  ]),
  fault('places that are switched off pass the filter', 'decide/reach.ts', [
    'except: new Set([...off].filter((ordinal) => meets(store, ordinal, under))) };',
    'except: noPlaces };',
  ]),
  fault('sets that count for a question are forgotten in lists', 'decide/list-places.ts', [
    'askedMember(store, memberId, groups)',
    'askedMember(store, memberId, groups && [])',
  ]),

  fault('who holds what at a place is not told of a new scope', 'snapshot/snapshot-store.ts', [
    'if (!holdsAt(previous, set, scope)) holders.add',
    'if (previous === null) holders.add',
  ]),
  fault('who holds what at a place is not told of a new owner', 'snapshot/snapshot-store.ts', [
    "if (next?.role === 'owner') holders",
    "if (next?.role === 'owner' && previous === null) holders",
  ]),
  fault(
    'somebody held in hand is read where they lay before',
    'decide/principal.ts',
    ['packed.begins[this.number] ?? 0)', '(this.begin ??= packed.begins[this.number] ?? 0))'],
    [
      '  private readonly number: number;',
      '  private readonly number: number;\n  private begin: number | undefined;',
    ],
  ),
  fault('a place held in hand keeps its ancestors', 'decide/resolved.ts', [
    'this.store !== store || this.version !== store.placesVersion',
    'this.store !== store',
  ]),
  fault('a permission held in hand keeps its bit', 'decide/resolved.ts', [
    'if (this.model !== compiled) {',
    'if (this.model === null) {',
  ]),
  fault(
    'grants are written before what they stand on',
    'snapshot/write-effects.ts',
    ['  for (const [memberId, ofMember] of grants) writeGrants(store, memberId, ofMember);\n', ''],
    [
      '  putEntities(\n    store,\n    effects',
      '  for (const [memberId, ofMember] of grants) writeGrants(store, memberId, ofMember);\n  putEntities(\n    store,\n    effects',
    ],
  ),
  fault('a grant that is taken away stays', 'snapshot/write-effects.ts', [
    '!touched.has(grant.grantId)',
    'effects.every(({ id, after }) => after === null || id !== grant.grantId)',
  ]),
  fault('a grant given to somebody else stays with the first', 'snapshot/write-effects.ts', [
    'new Set([effect.before?.memberId, effect.after?.memberId])',
    'new Set([effect.after?.memberId ?? effect.before?.memberId])',
  ]),
  fault(
    'sets keep their bits when the model changes',
    'snapshot/snapshot-store.ts',
    [
      'for (const set of [...this.allSets()]) this.putSet(set);',
      'this.setBits = new SetBits(compiled.wordCount, this.sets.size === 0 ? undefined : oldBits);',
    ],
    [
      '    this.setBits = new SetBits(compiled.wordCount);\n',
      '    const oldBits = this.setBits;\n',
    ],
  ),
  fault('a branch writes into the sets of its snapshot', 'snapshot/snapshot-store.ts', [
    'if (this.setBits === this.parent?.setBits) this.setBits = this.setBits.copy();',
    '',
  ]),
  fault('a branch switches modules of its snapshot', 'snapshot/snapshot-store.ts', [
    'if (this.off === this.parent?.off) this.off = this.off.copy();',
    '',
  ]),
  fault('sweeping moves words and not their beginnings', 'snapshot/packed-members.ts', [
    '      this.begins[number] = end;\n',
    '',
  ]),

  fault('bytes forget the restrictions of sets', 'snapshot/encode-snapshot.ts', [
    'store.putSet({ setId, permissions, mayGrant: named, restrictions });',
    'store.putSet({ setId, permissions, mayGrant: named, restrictions: [] });',
  ]),
  fault('bytes number the sets anew', 'snapshot/encode-snapshot.ts', [
    'store.nextSet = ordinal;',
    '',
  ]),
  fault('bytes forget what is off in the organization', 'snapshot/encode-snapshot.ts', [
    'store.putModulesOff(organizationId, described.modulesOff);',
    '',
  ]),
  fault('times are packed without their second word', 'snapshot/packed-member.ts', [
    '  cells[at + 1] = timeWords[1] ?? 0;\n',
    '  cells[at + 1] = 0;\n',
  ]),
  fault('damage at the end of the bytes is not seen', 'snapshot/snapshot-bytes.ts', [
    'for (; index < words.length; index += 1) a =',
    'for (; index < words.length - 1; index += 1) a =',
  ]),

  fault('an explanation prefers a grant that has ended', 'decide/explain.ts', [
    '(isLive(grant, now) ? 1 : 0)',
    '(isLive(grant, now) ? 0 : 1)',
  ]),
  fault('an explanation says that nothing is missing', 'decide/explain.ts', [
    "decision.reason !== 'missing_required'",
    "decision.reason === 'missing_required'",
  ]),
  fault('one person alone is taken for several', 'decide/coverage.ts', [
    'only !== null && only !== memberId',
    'only !== null',
  ]),

  fault('a filter outlives what begins', 'decide/place-filter.ts', [
    'if (matters) turns.push(startsAt, endsAt);',
    'if (matters) turns.push(endsAt);',
  ]),
  fault('a filter outlives the end of access', 'decide/place-filter.ts', [
    'const turns = [member.accessEndsAt];',
    'const turns: (Instant | null)[] = [];',
  ]),
  fault('a filter passes where what is required is switched off', 'decide/reach.ts', [
    'hasBit(words, bit) : bearOn(store, words, bit);',
    'hasBit(words, bit) : hasBit(words, bit);',
  ]),
  fault('what is off beside the filter is not excepted where both meet', 'decide/reach.ts', [
    `    for (const child of store.children(ordinal)) below.add(child);
`,
    '',
  ]),
  fault('what a grant lacks is not looked for further down', 'decide/reach.ts', [
    `    else for (const child of store.children(ordinal)) pending.add(child);
`,
    '',
  ]),
  fault('rows of a place in two zones are taken for those of one', 'decide/row-filter.ts', [
    'if (only === undefined || others.length > 0) return false;',
    'if (only === undefined || others.length > 9) return false;',
  ]),
  fault('rows are left to a higher place that is not reached', 'decide/row-filter.ts', [
    'return reached.has(only.ordinal) && isTelling(only);',
    'return isTelling(only);',
  ]),
  fault('rows of places that are excepted pass', 'decide/row-filter.ts', [
    'except: named(store, excepted, { types, by }),',
    'except: [],',
  ]),
  fault('what is masked outlives what begins', 'decide/masks-hold-until.ts', [
    '[startsAt, endsAt]',
    '[endsAt]',
  ]),

  fault('whoever holds a set that changed neither gains nor loses', 'decide/touched-access.ts', [
    'if (!same) changed.add(earlier.ordinal);',
    'if (same) changed.add(earlier.ordinal);',
  ]),
  fault('owners lose nothing when a module is switched off', 'decide/touched-access.ts', [
    'if (ownersInherit || switched.near.size > 0) yield',
    'if (ownersInherit) yield',
  ]),
  fault('what a change gives later is not told', 'decide/access-moves.ts', [
    'comparison.at(earlier, later, instant);',
    'comparison.at(earlier, later, now);',
  ]),
  fault('what is lost is told again when something else begins', 'decide/access-moves.ts', [
    'const lost = without(point.lost, known.lost);',
    'const lost = point.lost;',
  ]),
  fault('where two grants meet nothing is compared', 'decide/place-regions.ts', [
    `        for (const ordinal of this.commonBelow(mark, other)) telling.add(ordinal);
`,
    '',
  ]),
  fault('places that moved are answered for by those that stayed', 'decide/place-regions.ts', [
    `    for (const moved of this.moved) below.delete(moved);
`,
    '',
  ]),

  fault('a place is named as often as it is held', 'decide/access-of.ts', [
    'new Set(grants.map(({ scope }) => scope))',
    'grants.map(({ scope }) => scope)',
  ]),
  fault('what is hidden is said to be switched off', 'decide/access-of.ts', [
    `if (hasBit(unionOf(compiled.wordCount, hidden), bit)) return 'masked';`,
    `if (hasBit(unionOf(compiled.wordCount, hidden), bit)) return 'module_disabled';`,
  ]),
  fault('whoever is restricted hands out without the restriction', 'decide/management.ts', [
    `    carriesAll(set, restrictionsOf(store, member, now)) &&
`,
    '',
  ]),
  fault('what is not listed is handed out', 'decide/management.ts', [
    `if (held === null || !(held.mayGrant === '*' || held.mayGrant.has(setId))) return false;`,
    'if (held === null) return false;',
  ]),
  fault('access that has ended still protects from being managed', 'decide/management.ts', [
    'target.grants.filter((grant) => !hasEnded(grant.endsAt, now));',
    'target.grants;',
  ]),
  fault('closed places are covered too', 'decide/coverage.ts', [
    'if (entity.type === type && !entity.closed) open',
    'if (entity.type === type) open',
  ]),
  fault('a place is covered where what is required is off', 'decide/coverage.ts', [
    `  if (bearOn(store, blocked, bit)) return nobody;
`,
    '',
  ]),
  fault('of several groups only the first counts', 'decide/asked-member.ts', [
    'groups.flatMap((setId)',
    'groups.slice(0, 1).flatMap((setId)',
  ]),

  fault('a code is found only as it was written', 'snapshot/entity-records.ts', [
    ':${code.toLowerCase()}`',
    ':${code}`',
  ]),
  fault('a code that was given up leads there still', 'snapshot/entity-records.ts', [
    `  if (previous !== null) forgetCode(store, previous);
`,
    '',
  ]),
  fault('whoever is invited answers to a name', 'snapshot/resolve-member.ts', [
    `status === null || status === 'invited' ?`,
    'status === null ?',
  ]),
  fault('somebody is called what leads to another', 'decide/wire-names.ts', [
    'if (externalId && leadsBack(externalId)) return externalId;',
    'if (externalId) return externalId;',
  ]),
  fault(
    'a change that is known is written again',
    'snapshot/apply-effects.ts',
    ['if (revision <= store.revision) return;', 'if (revision < store.revision) return;'],
    ['revision !== store.revision + 1', 'revision > store.revision + 1'],
  ),
  fault('a gap among changes is passed over', 'snapshot/apply-effects.ts', [
    'revision !== store.revision + 1',
    'revision < store.revision + 1',
  ]),
];
