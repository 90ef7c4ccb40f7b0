import { Skeleton } from '@mantine/core';
import { PageBody } from './page.tsx';

/** While a page's own code and first data arrive. */
export function PageLoading() {
  return (
    <PageBody>
      <div className="stack" style={{ paddingTop: 'var(--s-6)' }} aria-busy="true">
        <span className="sr">Loading</span>
        <Skeleton height={28} width={180} />
        <Skeleton height={320} />
      </div>
    </PageBody>
  );
}
