import type { PageAccess } from '@latchkey/sdk';
import { renderToStaticMarkup } from 'react-dom/server';
import { DeskPage } from './desk-page.tsx';

/** The page as the server sends it; in the browser the same access goes along as data. */
export const deskHtml = (access: PageAccess, branch: string): string =>
  renderToStaticMarkup(<DeskPage access={access} branch={branch} />);
