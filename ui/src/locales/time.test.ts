import { afterEach, describe, expect, test } from 'vitest';
import { catalogues } from './from_disk';
import { ahead, agoSeconds, clockOrWeekday, dateTime, dayHeading, dayKey, longAge, plainClock, plainDate, plainHour, publisherTime, setClocksBy, shortAge, shortAgeOrDay, shortDay, tellTimesAs, wall, weekdaysInOrder } from './time';

const { en, ru, kk } = catalogues;
const now = '2026-11-23T03:39:00Z';
const zone = 'Asia/Almaty';

describe('ages', () => {
  test('are short in rows', () => {
    expect(shortAge(ru, '2026-11-23T02:57:00Z', now)).toBe('42\u00a0мин');
    expect(shortAge(kk, '2026-11-23T02:00:00Z', now)).toBe('1\u00a0сағ');
    expect(shortAge(en, '2026-11-23T03:38:40Z', now)).toBe('just now');
  });

  test('after a day say which where no day stands above', () => {
    expect([shortAgeOrDay(ru, '2026-11-23T02:57:00Z', now, zone), shortAgeOrDay(ru, '2026-11-20T02:57:00Z', now, zone)]).toEqual(['42\u00a0мин', '20\u00a0ноября']);
    expect(['2026-11-23T02:57:00Z', '2026-11-21T02:57:00Z', '2026-11-10T02:57:00Z'].map((time) => clockOrWeekday(en, time, now, zone))).toEqual(['07:57', 'Sat', '10 Nov']);
  });

  test('after a day give the time, since rows stand under their day', () => {
    expect(shortAge(en, '2026-11-20T03:39:00Z', now)).toMatch(/^\d\d:39$/);
  });

  test('are whole sentences elsewhere, with the right forms', () => {
    expect(longAge(ru, '2026-11-23T03:34:00Z', now)).toBe('5\u00a0минут назад');
    expect(longAge(ru, '2026-11-23T03:38:00Z', now)).toBe('1\u00a0минуту назад');
    expect(longAge(kk, '2026-11-22T03:39:00Z', now)).toBe('1\u00a0күн бұрын');
    expect(agoSeconds(en, 6 * 3600)).toBe('6 hours ago');
  });

  test('a time a little in the future is just now', () => {
    expect(shortAge(en, '2026-11-23T03:41:00Z', now)).toBe('just now');
  });
});

describe('days', () => {
  test('are cut in the reader’s zone, not in UTC', () => {
    expect(dayKey('2026-11-22T20:30:00Z', zone)).toBe('2026-11-23');
    expect(dayKey('2026-11-22T18:30:00Z', zone)).toBe('2026-11-22');
  });

  test('have names near and weekdays farther', () => {
    expect(dayHeading(ru, '2026-11-23T01:00:00Z', now, zone)).toBe('Сегодня, 23\u00a0ноября');
    expect(dayHeading(kk, '2026-11-22T01:00:00Z', now, zone)).toBe('Кеше, 22\u00a0қараша');
    expect(dayHeading(en, '2026-11-21T01:00:00Z', now, zone)).toBe('Saturday, 21 November');
    expect(dayHeading(en, '2025-11-21T01:00:00Z', now, zone)).toBe('Friday, 21 November 2025');
  });

  test('plain dates and times need no zone', () => {
    expect(plainDate(ru, '2026-11-23', now)).toBe('23\u00a0ноября');
    expect(plainDate(ru, 'soon', now)).toBe('soon');
    expect(shortDay(kk, '2026-11-24')).toBe('Сс, 24');
    expect(plainClock('2026-11-23T07:54')).toBe('07:54');
  });

  test('midnight is hour 0', () => {
    expect(wall('2026-11-22T19:00:00Z', zone).hour).toBe(0);
  });

  test('date and time in the reader’s zone', () => {
    expect(dateTime(en, '2026-11-22T20:05:00Z', now, zone)).toBe('23 November, 01:05');
  });
});

describe('the publisher’s own time', () => {
  const own = (text: string) => publisherTime(en, text, '2026-11-23T03:02:00Z', now);

  test('keeps its clock and its offset', () => {
    expect(own('2026-11-23T08:02:00+05:00')).toEqual({ date: '23 November, 08:02', offset: 'UTC+5' });
    expect(own('2026-11-23T08:02+0530')).toEqual({ date: '23 November, 08:02', offset: 'UTC+5:30' });
    expect(own('2026-11-22T22:02:00-05:00')).toEqual({ date: '22 November, 22:02', offset: 'UTC\u22125' });
    expect(own('2026-11-23T03:02:00Z')).toEqual({ date: '23 November, 03:02', offset: 'UTC' });
    expect(own('Mon, 23 Nov 2026 08:02:00 +0500')).toEqual({ date: '23 November, 08:02', offset: 'UTC+5' });
  });

  test('a date without a time stays one', () => {
    expect(own('2026-11-23')).toEqual({ date: '23 November', offset: '' });
  });

  test('without an offset none is invented', () => {
    expect(own('2026-11-23T08:02:00')).toEqual({ date: '23 November, 08:02', offset: '' });
  });

  test('what can’t be read gives the time of publication', () => {
    expect(own('сегодня').offset).toBe('');
    expect(own('').date).toMatch(/November/);
  });
});

test('what is to come is told from the engine’s clock, and what is due is due', () => {
  const now = '2026-11-23T03:39:00Z';
  const told = (time: string) => ahead(catalogues.en, time, now);
  expect(['2026-11-23T03:38:59Z', '2026-11-23T03:39:00Z', '2026-11-23T03:39:10Z', '2026-11-23T04:20:00Z', '2026-11-23T06:39:00Z'].map(told)).toEqual(['any moment', 'any moment', 'in 1 minute', 'in 41 minutes', 'in 3 hours']);
  expect(told('2026-11-25T03:39:00Z')).toMatch(/^25 November, /);
  expect(ahead(catalogues.kk, '2026-11-23T04:20:00Z', now)).toBe('41\u00a0минуттан кейін');
});

describe('the system’s habit', () => {
  afterEach(() => tellTimesAs(''));
  const noon = (habit: string) => {
    tellTimesAs(habit);
    return ['T00:05', 'T08:02', 'T12:00', 'T23:59'].map((time) => plainClock(`2026-11-23${time}`).replace('\u00a0', ' '));
  };

  test('is twelve hours where its locale has them', () => {
    const twelve = ['12:05 AM', '8:02 AM', '12:00 PM', '11:59 PM'];
    expect([noon('en-US'), noon('en-AU')]).toEqual([twelve, twelve]);
    expect(plainHour('2026-11-23T15:00')).toBe('3\u00a0PM');
    expect(dateTime(ru, '2026-11-22T20:05:00Z', now, zone)).toBe('23\u00a0ноября, 1:05\u00a0AM');
    expect(publisherTime(en, '2026-11-23T18:02:00+05:00', now, now).date).toBe('23 November, 6:02\u00a0PM');
  });

  test('is 24 hours elsewhere, and where the system names no locale', () => {
    const whole = ['00:05', '08:02', '12:00', '23:59'];
    expect([noon('ru-KZ'), noon('en-GB'), noon('kk'), noon(''), noon('no locale')]).toEqual([whole, whole, whole, whole, whole]);
  });
});

describe('the week', () => {
  afterEach(() => tellTimesAs(''));
  const first = (habit: string) => {
    tellTimesAs(habit);
    return weekdaysInOrder()[0];
  };

  test('begins on the day on which the system begins it, else on Monday', () => {
    expect([first('en-US'), first('ar-EG'), first('ru-KZ'), first('kk'), first('en-GB'), first(''), first('no locale')]).toEqual([7, 6, 1, 1, 1, 1, 1]);
    tellTimesAs('en-US');
    expect(weekdaysInOrder()).toEqual([7, 1, 2, 3, 4, 5, 6]);
  });
});

describe('a webview with an old table of zones', () => {
  const own = -new Date(now).getTimezoneOffset() * 60;
  afterEach(() => setClocksBy(own, null, now));

  test('tells the times that the system tells', () => {
    const anHourBefore = wall('2026-11-23T02:39:00Z');
    setClocksBy(own - 3600, '2024-02-29T18:00:00Z', now);
    expect(wall(now)).toEqual(anHourBefore);
    expect(wall(now, zone).hour, 'a zone that is named is not corrected').toBe(8);
  });

  test('is right about the times before the clocks changed', () => {
    const [then, before] = ['2024-02-29T17:59:00Z', wall('2024-02-29T17:59:00Z')];
    setClocksBy(own - 3600, '2024-02-29T18:00:00Z', now);
    expect(wall(then)).toEqual(before);
  });
});
