/** Which sources share a section of the front page: the reader's folders, then the catalogue's topics, then sources of their own. */
import type { CatalogueEntry } from '../../api/wire/CatalogueEntry';
import type { Feed } from '../../api/wire/Feed';
import type { Messages } from '../../locales';
import type { Group } from './compose';

export function groupsOf(feeds: readonly Feed[], catalogue: readonly CatalogueEntry[], topicNames: Messages['first']['topics']): Group[] {
  const names: Record<string, string> = topicNames;
  const topics = new Map(catalogue.map((entry) => [entry.url, entry.topic]));
  const groups = new Map<string, Group>();
  const put = (key: string, feed: Feed, made: () => Group) => {
    const group = groups.get(key) ?? made();
    group.feeds.push(feed.id);
    groups.set(key, group);
  };
  for (const feed of feeds) {
    if (feed.folder !== '') put(`1 ${feed.folder}`, feed, () => ({ key: `folder ${feed.folder}`, title: feed.folder, feeds: [], view: { view: 'folder', of: feed.folder } }));
  }
  const hasFolders = groups.size > 0;
  const loose = feeds.filter((feed) => feed.folder === '');
  const looseTopics = new Set(loose.map((feed) => names[topics.get(feed.url) ?? ''] ?? ''));
  for (const feed of loose) {
    const topic = topics.get(feed.url) ?? '';
    const name = names[topic];
    // One topic for everything divides nothing.
    if (name !== undefined && (looseTopics.size > 1 || hasFolders)) put(`2 ${topic}`, feed, () => ({ key: `topic ${topic}`, title: name, feeds: [], view: null }));
    else put(`3 ${feed.id}`, feed, () => sectionOf(feed));
  }
  // A topic of one source has that source's list.
  const all = [...groups.entries()].map(([order, group]) => ({ order: Number(order.charAt(0)), group }));
  for (const { group } of all) {
    const [only] = group.feeds;
    if (group.view === null && group.feeds.length === 1 && only !== undefined) group.view = { view: 'feed', of: only };
  }
  return all.sort((a, b) => a.order - b.order).map(({ group }) => group);
}

function sectionOf(feed: Feed): Group {
  return { key: `feed ${feed.id}`, title: feed.title, feeds: [], view: { view: 'feed', of: feed.id } };
}
