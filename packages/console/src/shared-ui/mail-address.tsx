/** An address that breaks, where it has to, before the `@` rather than within a word. */
export function MailAddress({ address }: { address: string }) {
  const at = address.lastIndexOf('@');
  if (at < 1) return <bdi>{address}</bdi>;
  return (
    <bdi>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </bdi>
  );
}
