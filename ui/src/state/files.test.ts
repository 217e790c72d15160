import { expect, test } from 'vitest';
import { inBase64 } from './files';

test('a file goes over the wire byte by byte, whatever letters it is written in', async () => {
  // "Новости" in windows-1251, which is no UTF-8.
  const bytes = new Uint8Array([0xcd, 0xee, 0xe2, 0xee, 0xf1, 0xf2, 0xe8]);
  expect(await inBase64(new Blob([bytes]))).toBe(btoa(String.fromCharCode(...bytes)));
  expect(await inBase64(new Blob([]))).toBe('');
});
