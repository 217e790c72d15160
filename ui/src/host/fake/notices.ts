/** The fake host's notices. */
import type { Notice } from '../../api/wire/Notice';
import type { Notices } from '../../api/wire/Notices';
import { NOW } from './articles';

const notice = (id: string, title: string, rest: Partial<Notice>): Notice => ({
  id, kind: 'news', article: 'a1', feed: 'f1', source: 'Степной вестник', title, body: '', reason: 'urgent', detail: '', fate: 'shown', because: '', judged: '2026-11-23T03:30:00Z', shown: '2026-11-23T03:30:00Z', batch: id, ...rest,
});

export const notices = (): Notices => ({
  recent: [
    notice('5', 'Над городом разметят тропу', {}),
    notice('4', 'В Алматы пустят ночной автобус', { reason: 'watch', detail: 'Алматы', source: 'Алатау сегодня' }),
    notice('3', 'Перевал закрыт из-за снега', { reason: 'burst', detail: '4', fate: 'waiting', because: 'quiet_hours', shown: null, judged: NOW }),
    notice('2', '1 USD = 507.32 KZT', { kind: 'rate', article: null, feed: null, source: '', reason: 'asked' }),
    notice('1', 'Открылась выставка кошек', { reason: 'source', fate: 'dropped', because: 'cap', shown: null }),
  ],
  watches: [
    { id: '1', kind: 'place', text: 'Алматы', mute: false, until: null },
    { id: '2', kind: 'person', text: 'Нурлан Абишев', mute: false, until: null },
    { id: '3', kind: 'words', text: 'футбол', mute: true, until: '2026-11-30T03:00:00Z' },
  ],
  paused: '',
  today: 2,
});
