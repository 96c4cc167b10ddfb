import { expect, test } from 'vitest';
import { eventChannel } from './event-channel.ts';

async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const event of events) read.push(event);
  return read;
}

test('everything is read in the order in which it was said, before, between and after waiting', async () => {
  const channel = eventChannel<number>();
  for (let each = 0; each < 2_500; each++) channel.push(each);
  const read = all(channel);
  await channel.taken();
  for (let each = 2_500; each < 5_000; each++) channel.push(each);
  channel.end();
  expect(await read).toEqual(Array.from({ length: 5_000 }, (_, each) => each));
});

test('an error comes after what was said before it, whether anybody waits or not', async () => {
  for (const early of [true, false]) {
    const channel = eventChannel<number>();
    const read: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const event of channel) read.push(event);
    };
    channel.push(1);
    const done = early ? reading() : undefined;
    await new Promise((resolve) => { setImmediate(resolve); });
    channel.fail(new Error('broken'));
    await expect(done ?? reading()).rejects.toThrow('broken');
    expect(read).toEqual([1]);
  }
});

test('who waits until all was taken waits no longer than there is a reader', async () => {
  const channel = eventChannel<number>();
  let taken = false;
  channel.push(1);
  channel.push(2);
  const waiting = channel.taken().then(() => { taken = true; });
  await Promise.resolve();
  expect(taken).toBe(false);
  for await (const _ of channel) break;
  await waiting;
  channel.push(3);
  await channel.taken();
  expect(await all(channel).then((read) => read, () => 'broken')).toEqual([]);
});
