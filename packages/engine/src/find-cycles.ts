/** Circles of a directed graph, each listed once in its own order. Targets that are no nodes are passed over. */
export function findCycles(
  targets: ReadonlyMap<string, readonly string[]>,
): [string, ...string[]][] {
  const finished = new Set<string>();
  const cycles: [string, ...string[]][] = [];

  const visit = (node: string, trail: readonly string[]) => {
    const start = trail.indexOf(node);
    if (start !== -1) {
      cycles.push([node, ...trail.slice(start + 1)]);
      return;
    }
    if (finished.has(node)) return;
    for (const target of targets.get(node) ?? []) {
      if (targets.has(target)) visit(target, [...trail, node]);
    }
    finished.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return cycles;
}
