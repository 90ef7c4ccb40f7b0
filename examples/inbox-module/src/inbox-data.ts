/** An end customer of the organization: the platform's own data, which Latchkey never sees. */
export interface Contact {
  readonly id: string;
  /** Many chat without telling a name; then the number stands for them. */
  readonly name: string | null;
  readonly phone: string;
  readonly traits: Readonly<Record<string, string>>;
  readonly tags: string[];
}

export interface Message {
  readonly from: 'customer' | 'team' | 'campaign';
  readonly by: string;
  readonly text: string;
}

export interface Template {
  readonly name: string;
  readonly text: string;
}

/** What goes out to many: once, or again and again. */
export interface Campaign {
  readonly name: string;
  readonly template: string;
  readonly kind: 'one-time' | 'ongoing';
  sent: number;
}

/** Everything the module keeps, in memory. */
export interface InboxData {
  readonly contacts: Contact[];
  /** By contact id, oldest first. */
  readonly chats: Map<string, Message[]>;
  readonly templates: Template[];
  readonly campaigns: Campaign[];
}

/** Invented end customers with their chats. */
export function inventedData(): InboxData {
  const contact = (id: string, name: string | null, phone: string, traits: Contact['traits']) => ({
    id,
    name,
    phone,
    traits,
    tags: [],
  });
  const customer = (by: string, text: string): Message => ({ from: 'customer', by, text });
  const team = (text: string): Message => ({ from: 'team', by: 'The team', text });
  return {
    contacts: [
      contact('c1', 'Devika Pillai', '+91 98470 55123', { city: 'Kochi', plan: 'Gold' }),
      contact('c2', 'Jonas Adler', '+49 151 2345 6789', { city: 'Bremen', size: '44' }),
      contact('c3', null, '+971 50 555 0142', { language: 'Arabic' }),
      contact('c4', 'Mara Quill', '+1 212 555 0187', { city: 'New York', birthday: '4 May' }),
    ],
    chats: new Map([
      [
        'c1',
        [
          customer('Devika Pillai', 'Has my parcel left yet?'),
          team('It left this morning. You get the tracking link in a minute.'),
          customer('Devika Pillai', 'Wonderful, thank you!'),
        ],
      ],
      ['c2', [customer('Jonas Adler', 'Do you have the green jacket in 44?')]],
      ['c3', [customer('', 'Is the shop open on Friday?')]],
      ['c4', [customer('Mara Quill', 'I would like to change my address.')]],
    ]),
    templates: [
      { name: 'Order shipped', text: 'Good news: your order is on its way.' },
      { name: 'Opening hours', text: 'We are here from 9 to 18 every day but Sunday.' },
    ],
    campaigns: [
      { name: 'Welcome', template: 'Opening hours', kind: 'ongoing', sent: 0 },
      { name: 'Winter sale', template: 'Order shipped', kind: 'one-time', sent: 0 },
    ],
  };
}
