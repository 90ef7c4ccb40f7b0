/** A name to begin with when none was given: `asha.rao@…` is probably Asha Rao. The person corrects it on joining. */
export function nameFromAddress(address: string): string {
  const local = address.slice(0, address.indexOf('@')).split('+', 1)[0] ?? '';
  const words = local.split(/[._-]+/).filter((word) => /[a-z]/i.test(word));
  const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' ');
  return name === '' ? address : name;
}
