import type { DemoEntity } from '../demo-organization.ts';
import { cityName, streetNames } from '../invented-names.ts';
import { seededRandom } from '../random.ts';

const concepts = [
  { code: 'LL', name: 'Larder & Loaf', stores: 780 },
  { code: 'WW', name: 'Wick & Weave', stores: 420 },
] as const;

const zones =
  'North Coast|Lakeland|Dales|East Marches|Midland|Fens|River Valley|West Country|Downs|South Coast|Capital|Islands'.split(
    '|',
  );
const citiesPerZone = 8;

/** Two concepts, a dozen zones and 1,200 stores, each store in a concept and in a zone. */
export function demoPlaces(): DemoEntity[] {
  return [
    ...concepts.map(({ code, name }) => top('concept', code, name)),
    ...zones.map((name) => top('zone', zoneCode(name), name)),
    ...concepts.flatMap(({ code, stores }) => storesOf(code, stores)),
  ];
}

const top = (type: string, code: string, name: string): DemoEntity => ({
  type,
  code,
  name,
  city: null,
  parents: [],
});

/** `North Coast` → `NORTH-COAST`. */
const zoneCode = (name: string) => name.toUpperCase().replaceAll(' ', '-');

function storesOf(concept: string, count: number): DemoEntity[] {
  const random = seededRandom(concept.charCodeAt(0));
  const streets = streetNames();
  const used = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const zone = index % zones.length;
    const city = cityName(zone * citiesPerZone + random.below(citiesPerZone));
    let street = random.pick(streets);
    for (let next = 0; used.has(`${city} ${street}`); next += 1) {
      street = streets[next] ?? `${random.pick(streets)} ${next}`;
    }
    used.add(`${city} ${street}`);
    return {
      type: 'store',
      code: `${concept}-${1001 + index}`,
      name: `${city} ${street}`,
      city,
      parents: [
        { type: 'concept', code: concept },
        { type: 'zone', code: zoneCode(zones[zone] ?? '') },
      ],
    };
  });
}
