const format = new Intl.NumberFormat('en');

/** `12,431` */
export const numberText = (value: number) => format.format(value);

/** `1 person`, `14 people` */
export const countText = (count: number, one: string, many: string) =>
  `${numberText(count)} ${count === 1 ? one : many}`;

export const peopleText = (count: number) => countText(count, 'person', 'people');
