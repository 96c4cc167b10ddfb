import { expect, test } from 'vitest';
import { createDisposables } from './disposables.ts';

test('flows are served first, and each value is handed out once', () => {
  const disposables = createDisposables({ user_id: ['a', 'b'] }, ['user_id', 'disposable:user_id']);
  expect(disposables.take('disposable:user_id')).toBe('b');
  expect(disposables.take('disposable:user_id')).toBeUndefined();
  expect(disposables.takeForFlow('disposable:user_id')).toBe('a');
  expect(disposables.takeForFlow('disposable:user_id')).toBeUndefined();
});

test('what flows were not promised goes to them too, when nobody else took it', () => {
  const disposables = createDisposables({ id: ['a', 'b'] }, []);
  expect(disposables.takeForFlow('disposable:id')).toBe('a');
  expect(disposables.take('disposable:id')).toBe('b');
});

test('a single value is for the flow', () => {
  const disposables = createDisposables({ id: ['a'] }, ['disposable:id']);
  expect(disposables.take('disposable:id')).toBeUndefined();
  expect(disposables.takeForFlow('disposable:id')).toBe('a');
});
