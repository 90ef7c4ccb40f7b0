import { IconAlertTriangle } from '@tabler/icons-react';
import { Tag } from '../tag.tsx';

/** Why an administrator should hesitate. */
export function RiskTags({ risks }: { risks: readonly string[] }) {
  return risks.map((risk) => (
    <Tag key={risk} tone="caution" icon={<IconAlertTriangle aria-hidden />}>
      {risk}
    </Tag>
  ));
}
