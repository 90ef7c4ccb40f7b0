import { Link } from '@tanstack/react-router';
import { DoorPage } from '../shared-ui/door-page.tsx';

export function PageNotFound() {
  return (
    <DoorPage title="There is nothing here">
      <p>
        The address may be mistyped, or the page may have moved.{' '}
        <Link to="/people">Go to People</Link>
      </p>
    </DoorPage>
  );
}
