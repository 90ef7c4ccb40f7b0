import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Panel } from '../../shared-ui/panel.tsx';

const exportPath = '/v1/members/export.csv';

/** The people as they are, as a file to edit: all of them, or those whom the list was filtered to. */
export function PresentPeople({ filter }: { filter: string | undefined }) {
  return (
    <Panel title="Start from the present people">
      <p>
        Download them, edit the cells in a spreadsheet and bring the file back. Rows that you leave
        as they are change nothing.
      </p>
      <div className="present-people">
        {filter ? (
          <Button
            component="a"
            href={`${exportPath}?${filter}`}
            download
            leftSection={<IconDownload className="i" />}
          >
            Download the filtered people
          </Button>
        ) : null}
        <Button
          component="a"
          href={exportPath}
          download
          leftSection={<IconDownload className="i" />}
        >
          Download all people
        </Button>
      </div>
      <p className="sub">
        The last column, “_etag”, tells which people were changed meanwhile. Leave it in the file.
      </p>
    </Panel>
  );
}
