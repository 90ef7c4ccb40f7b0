import { Skeleton } from '@mantine/core';

/** The picker's final height while places arrive. */
export function PlaceSkeleton() {
  return (
    <div className="place-chooser" aria-busy="true">
      <span className="sr">Loading places</span>
      <Skeleton height={480} />
      <Skeleton height={160} />
    </div>
  );
}
