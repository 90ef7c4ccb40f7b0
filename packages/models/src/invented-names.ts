const firstNames =
  'Asha Tomas Fatima Elif Noor Wei Marta Ana Chloé Amara Luca João Priya Hana Kofi Ingrid Mateo Sofia Yusuf Leila Oskar Freya Dmitri Zanele Hugo Mei Rafael Aoife Samir Greta Kwame Nadia Piotr Yara Emil Camila Tariq Saskia Bao Renata Idris Klara Joon Valentina Arjun Maren Dele Paloma Viktor Safiya'.split(
    ' ',
  );
const lastNames =
  'Rao Jensen Petrova Iyer Mensah Haddad Kim Costa Novák Okafor Lefèvre Lindqvist Moreau Tanaka Boateng Castillo Weber Ferreira Demir Nakamura Sørensen Abebe Rossi Kowalski Nguyen Silva Hughes Banerjee Larsen Oduya Vargas Schneider Chowdhury Marino Eriksen Takahashi Duarte Osei Pereira Horvat Malik Bianchi Sato Fernandes Keller Aydin Brennan Ivanova Mbeki Quist'.split(
    ' ',
  );

/** Whether of a million people or of a hundred: the n-th name is another one for each n below 2,500. */
export function personName(index: number): { first: string; last: string } {
  const first = firstNames[index % firstNames.length] ?? '';
  const shift = Math.floor(index / firstNames.length);
  const last = lastNames[(index * 7 + shift) % lastNames.length] ?? '';
  return { first, last };
}

/** As it stands in an address: lower case, without accents and blanks. */
export function asciiName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

const cityStarts =
  'Alder Bram Clar Dun Elm Fen Glen Hart Ivel Juni Kell Lyn Mar Nether Oak Pen Quarry Row Stan Thorn Up Vale Wil Yar'.split(
    ' ',
  );
const cityEnds = 'wick combe mere stead ford hollow bridge haven'.split(' ');

/** The n-th invented city, another one for each n below 192. */
export function cityName(index: number): string {
  const start = cityStarts[index % cityStarts.length] ?? '';
  return (
    start + (cityEnds[(index * 5 + Math.floor(index / cityStarts.length)) % cityEnds.length] ?? '')
  );
}

const streets =
  'Market Square|Station Road|Kings Wharf|Mill Lane|Old Quay|Park Row|Foundry Street|Orchard Centre|Castle Gate|River Walk|Exchange|Tannery Yard|North Arcade|Cathedral Place|Canal Side|Garden Mall|High Street|Dock Road|Chapel Hill|Meadow Retail Park'.split(
    '|',
  );

export function streetNames(): readonly string[] {
  return streets;
}
