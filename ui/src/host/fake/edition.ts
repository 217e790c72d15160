/** The fake host's edition, in every state it can be in. */
import type { Edition } from '../../api/wire/Edition';
import type { Feed } from '../../api/wire/Feed';

const packed: Edition = {
  state: 'packed', reason: '', budget: 80_000_000, bytes: 61_380_000, began: '2026-11-23T01:10:00Z', ended: '2026-11-23T01:22:00Z', progress: null, offline: false,
  articles: 214, photo_reports: 9, pictures: 486, came: 148_200_000, kept: 60_100_000, left_out: 0, pictures_left_out: 0, missing: 2, sources: [], newer: 4, stale: false,
};

/** An edition in a state: `packed`, `tight`, `packing`, `stale`, `stopped`, `failed`; null for none. */
export function fakeEdition(state: string, feeds: Feed[], budget?: number): Edition | null {
  const weights = [31, 22, 17, 9, 6, 4];
  const sources = weights.flatMap((weight, i) => {
    const feed = feeds[i];
    return feed ? [{ feed: feed.id, title: feed.title, articles: weight * 2, bytes: weight * 690_000 }] : [];
  });
  const edition = { ...packed, sources, budget: budget ?? packed.budget };
  switch (state) {
    case 'packed':
      return edition;
    case 'tight':
      return { ...edition, budget: 10_000_000, bytes: 9_990_000, articles: 61, photo_reports: 1, pictures: 74, came: 19_900_000, kept: 9_600_000, left_out: 153, pictures_left_out: 88 };
    case 'packing':
      return { ...edition, state: 'packing', ended: null, progress: { step: 'pictures', done: 143, of: 486, bytes: 22_400_000 } };
    case 'stale':
      return { ...edition, ended: '2026-11-21T05:00:00Z', newer: 87, stale: true };
    case 'stopped':
      return { ...edition, state: 'stopped', bytes: 22_400_000, articles: 120, photo_reports: 2, pictures: 143, left_out: 94, pictures_left_out: 40, came: 51_000_000, kept: 21_900_000 };
    case 'failed':
      return { ...edition, state: 'failed', reason: 'the disk is full. Make room on it; what is here stays readable', bytes: 22_400_000 };
    default:
      return null;
  }
}
