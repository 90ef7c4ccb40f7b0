import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import './drawer.css';

interface DrawerProps {
  /** Names the drawer for those who do not see it. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One person or set beside the list, which stays in view; a page of its own on a phone. */
export function Drawer({ label, onClose, children }: DrawerProps) {
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    drawer.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      ref={drawer}
      className="drawer"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <ActionIcon className="drawer-close" aria-label="Close" onClick={onClose}>
        <IconX />
      </ActionIcon>
      {children}
    </aside>
  );
}

/** A page with its list at the start and, when there is one, a drawer at the end. */
export function WithDrawer({ drawer, children }: { drawer: ReactNode; children: ReactNode }) {
  return (
    <div className={drawer ? 'with-drawer with-drawer-open' : 'with-drawer'}>
      <div className="with-drawer-list">{children}</div>
      {drawer}
    </div>
  );
}
