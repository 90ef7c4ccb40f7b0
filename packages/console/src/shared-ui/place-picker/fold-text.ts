const marks = /\p{Diacritic}/gu;

/** Without case and accents, for comparing what people type. */
export const foldText = (text: string) => text.normalize('NFD').replace(marks, '').toLowerCase();
