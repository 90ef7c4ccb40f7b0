import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';

interface StepPanelProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly back?: { readonly label: string; readonly onPress: () => void } | undefined;
  /** Beside the main act, at the start edge. */
  readonly acts?: ReactNode;
  readonly main: ReactNode;
  readonly children: ReactNode;
}

/** One step: its question, its answer, and the ways back and on. */
export function StepPanel({ title, lead, back, acts, main, children }: StepPanelProps) {
  const titleId = useId();
  return (
    <section className="frame" aria-labelledby={titleId}>
      <header className="panel-header">
        <div className="grow">
          <h2 id={titleId} tabIndex={-1} data-step-start className="add-title">
            {title}
          </h2>
          <p className="sub">{lead}</p>
        </div>
      </header>
      <div className="add-content">{children}</div>
      <footer className="panel-footer add-footer">
        {back ? (
          <Button variant="subtle" leftSection={<IconArrowLeft />} onClick={back.onPress}>
            Back to {back.label}
          </Button>
        ) : null}
        {acts}
        <span className="grow" />
        {main}
      </footer>
    </section>
  );
}
