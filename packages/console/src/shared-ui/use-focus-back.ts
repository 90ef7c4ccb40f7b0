import { useEffect, useRef, useState } from 'react';

/** For what is there only while it is open: once it leaves, the focus goes back to where it came from. */
export function useFocusBack(): void {
  const [opener] = useState(openerNow);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(leaving.current);
    return () => {
      // Whoever closed it may have a better place for the focus.
      leaving.current = setTimeout(() => focusIfLost([opener, lastOnPage]));
    };
  }, [opener]);
}

/** Where what had the focus is gone: to the first of these that is still there, else to the page. */
export function focusIfLost(targets: readonly (HTMLElement | null)[] = []): void {
  if (document.activeElement !== document.body) return;
  const target = targets.find((element) => element?.isConnected);
  (target ?? document.getElementById('content'))?.focus({ preventScroll: true });
}

/** The last opener outside of any dialog: a dialog that took the place of another has no opener of its own left. */
let lastOnPage: HTMLElement | null = null;

/** An item of a menu leaves with its menu, so the menu's own button stands in for it. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement;
  const menu = active?.closest('[role="menu"]');
  const opener = menu
    ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
    : active;
  if (!(opener instanceof HTMLElement) || opener === document.body) return null;
  if (!opener.closest('[role="dialog"]')) lastOnPage = opener;
  return opener;
}
