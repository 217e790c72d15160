/** Where a film opens. */
import type { Video } from '../api/wire/Video';
import type { Messages } from '../locales';

const NAMES: Record<string, string> = { youtube: 'YouTube', vimeo: 'Vimeo', rutube: 'Rutube', vk: 'VK', dailymotion: 'Dailymotion' };

/** The platform's name; for a file, the publisher's own site. */
export function videoPlace(t: Messages, video: Video): string {
  if (video.provider === 'file' || video.provider === '') return t.article.videoFile;
  return NAMES[video.provider] ?? video.provider;
}
