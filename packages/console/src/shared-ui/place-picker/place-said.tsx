/** What a tick has done beyond itself, or why it did nothing; announced, and in view above what sticks below. */
export function PlaceSaid({ children }: { readonly children: string }) {
  return (
    <p role="status" className="place-said sub">
      {children}
    </p>
  );
}
