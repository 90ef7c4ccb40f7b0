import { Skeleton } from '@mantine/core';

/** Each of its own width, as names are. */
const lines = ['52%', '35%', '44%', '61%', '39%', '48%', '57%', '33%', '46%', '55%', '41%'];

/** The picker's final shape and height while places arrive. */
export function PlaceSkeleton() {
  return (
    <div className="place-chooser" aria-busy="true">
      <span className="sr">Loading places</span>
      <div className="frame place-loading">
        <Skeleton height={32} />
        {lines.map((width) => (
          <Skeleton key={width} height={16} width={width} />
        ))}
      </div>
      <div className="frame place-loading">
        <Skeleton height={16} width="40%" />
        <Skeleton height={16} width="60%" />
      </div>
    </div>
  );
}
