/** Whether two pieces of plain data say the same, whatever the order of their fields. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameValue(item, right[index]))
    );
  }
  const leftFields = Object.entries(left);
  const rightFields = new Map(Object.entries(right));
  return (
    leftFields.length === rightFields.size &&
    leftFields.every(
      ([name, value]) => rightFields.has(name) && sameValue(value, rightFields.get(name)),
    )
  );
}
