import './theme/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './theme/base.css';
import './theme/kit.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isOperator } from './api/operator.ts';
import { makeQueryClient } from './api/query-client.ts';
import { announceSessionEnded } from './api/session-ended.ts';
import { makeRouter } from './routes.tsx';
import { cssVariablesResolver, theme } from './theme/theme.ts';

// Several calls may find the session ended at once; only the first one still stands at the wanted place.
const queryClient = makeQueryClient(async () => {
  const here = router.latestLocation;
  if (here.pathname === '/sign-in') return;
  if (!here.pathname.startsWith('/operator') && (await isOperator())) {
    await router.navigate({ to: '/operator/organizations', search: {}, replace: true });
    return;
  }
  if (announceSessionEnded()) return;
  await router.navigate({ to: '/sign-in', search: { to: here.href }, replace: true });
});
const router = makeRouter(queryClient);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no `#root`.');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-center" limit={3} />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
