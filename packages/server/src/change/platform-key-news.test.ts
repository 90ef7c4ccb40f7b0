import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { thisMoment } from './moment.ts';
import { PlatformKeyNews } from './platform-key-news.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a platform key that was looked up counts while the database is heard of and nothing has happened', () => {
  const news = new PlatformKeyNews(1_000);
  expect(news.knownTurn).toBeNull();
  news.read('one', thisMoment());
  const asOf = news.turn;
  vi.advanceTimersByTime(900);
  news.read('one', thisMoment());
  vi.advanceTimersByTime(900);
  expect(news.knownTurn).toBe(asOf);
  vi.advanceTimersByTime(200);
  expect(news.knownTurn).toBeNull();
});

test('what happens here counts at once, and a reading from before it brings nothing back', () => {
  const news = new PlatformKeyNews(1_000);
  news.read('one', thisMoment());
  const asOf = news.turn;
  const before = thisMoment();
  news.happened();
  news.read('one', before);
  expect(news.knownTurn).toBeGreaterThan(asOf);
});

test('a database that was turned back to an earlier version makes every key be looked up again', () => {
  const news = new PlatformKeyNews(1_000);
  news.read('one', thisMoment());
  news.read('two', thisMoment());
  const asOf = news.turn;
  news.read('one', thisMoment());
  expect(news.knownTurn).toBeGreaterThan(asOf);
});
