/** What a customer agrees to before a face is kept. The text that was shown is kept with the face. */

export interface Consent {
  readonly version: string;
  /** All that was shown, in both languages. */
  readonly text: string;
  /** ISO time of the agreement. */
  readonly at: string;
}

export interface ConsentNotice {
  readonly version: string;
  readonly zh: string;
  readonly en: string;
}

/** Change it with every change of the words below: it says which of them a member has read. */
const VERSION = '2026-11-24';

const KEPT = {
  numbers: {
    zh: '從您的臉部影像算出的一組數字，加密保存；不保存照片。',
    en: 'Numbers computed from pictures of your face, encrypted. No photo is kept.',
  },
  photos: {
    zh: '從您的臉部影像算出的一組數字，以及註冊時的臉部照片，皆加密保存。',
    en: 'Numbers computed from pictures of your face, and the photos of your registration, all encrypted.',
  },
} as const;

/** The words for a shop that keeps the numbers only, or the photos of the registration too. */
export function consentNotice({ keepsPhotos }: { readonly keepsPhotos: boolean }): ConsentNotice {
  const kept = keepsPhotos ? KEPT.photos : KEPT.numbers;
  return {
    version: keepsPhotos ? `${VERSION}-photos` : VERSION,
    zh: [
      `保存什麼：${kept.zh}`,
      '用途：只用於在本店認出您並為您登入，不提供給他人。',
      '保存多久：直到您要求刪除為止。',
      '如何刪除：隨時告訴店家，您的臉部資料、姓名和電話就會立即刪除；過去的交易會留下，但不再與您相連。',
      '不想使用人臉：用手機號碼和 PIN 碼也可以登入，功能完全相同。',
    ].join('\n'),
    en: [
      `What is kept: ${kept.en}`,
      'What for: only to recognise you in this store and sign you in. It is given to nobody else.',
      'How long: until you ask for it to be erased.',
      'How to erase it: tell the store at any time. Your face data, name and phone number are erased at once; past purchases stay, but no longer lead to you.',
      'Without a face: signing in by phone number and PIN works just the same.',
    ].join('\n'),
  };
}

/** The agreement to a notice, as it is kept. */
export function agreeTo({ version, zh, en }: ConsentNotice, now: Date): Consent {
  return { version, text: `${zh}\n\n${en}`, at: now.toISOString() };
}
