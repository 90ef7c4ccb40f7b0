import { TextInput } from '@mantine/core';
import type { Standing } from './address-standing.ts';
import { changeEntered, type EnteredAddresses } from './entered-addresses.ts';

interface ContactDetailsProps {
  readonly people: readonly Standing[];
  readonly entries: EnteredAddresses;
  readonly onEntries: (entries: EnteredAddresses) => void;
}

const formsAtMost = 30;

/** Names and phone numbers at once, for those who have them at hand. */
export function ContactDetails({ people, entries, onEntries }: ContactDetailsProps) {
  return (
    <details className="add-details">
      <summary>Names and phone numbers (optional)</summary>
      {people.length > formsAtMost ? (
        <p className="sub">
          For more than {formsAtMost} people, names and phone numbers come from a file.
        </p>
      ) : (
        <ul className="stack">
          {people.map(({ entry, checked }) => (
            <li key={entry.key} className="add-detail">
              <bdi className="ellipsis">{checked?.address ?? entry.entered}</bdi>
              <TextInput
                aria-label={`Name of ${entry.entered}`}
                placeholder={checked?.name ?? (checked?.member?.name || 'Name')}
                value={entry.name}
                maxLength={200}
                onChange={(event) =>
                  onEntries(changeEntered(entries, entry.key, { name: event.currentTarget.value }))
                }
              />
              <TextInput
                aria-label={`Phone number of ${entry.entered}`}
                placeholder="Phone, with country code"
                type="tel"
                value={entry.phone}
                maxLength={40}
                onChange={(event) =>
                  onEntries(changeEntered(entries, entry.key, { phone: event.currentTarget.value }))
                }
              />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
