import { TextInput } from '@mantine/core';
import type { Standing } from './address-standing.ts';
import { changeEntered, type EnteredAddresses } from './entered-addresses.ts';
import { useSignInNames } from './use-sign-in-names.ts';

interface ContactDetailsProps {
  readonly people: readonly Standing[];
  readonly entries: EnteredAddresses;
  readonly onEntries: (entries: EnteredAddresses) => void;
}

const formsAtMost = 30;

/** Names, phone numbers and sign-in names at once, for those who have them at hand. */
export function ContactDetails({ people, entries, onEntries }: ContactDetailsProps) {
  const wrongNames = useSignInNames(people.length > formsAtMost ? [] : people);
  return (
    <details className="add-details">
      <summary>Names, phone numbers and sign-in names (optional)</summary>
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
              <TextInput
                aria-label={`Sign-in name of ${entry.entered}`}
                placeholder="Sign-in name, else the address"
                autoCapitalize="none"
                spellCheck={false}
                value={entry.signInName}
                maxLength={200}
                onChange={(event) =>
                  onEntries(
                    changeEntered(entries, entry.key, { signInName: event.currentTarget.value }),
                  )
                }
                error={wrongNames.get(entry.key) ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
