/** What a step leaves behind: nothing when it is done, or what is still under way. */
export type Going = Promise<void> | undefined | void;

/**
 * Goes on with a value: in the same turn where it is at hand, when it is there in time where it is waited for.
 * A question rarely waits for anything, and a turn of the queue costs more than the decision.
 */
export function goOn<Value>(
  value: Value | Promise<Value>,
  inTime: (value: Promise<Value>) => Promise<Value>,
  next: (value: Value) => Going,
): Going {
  return value instanceof Promise ? inTime(value).then(next) : next(value);
}

/** Takes a step; what it throws, now or later, goes to `fail`. */
export function attempt(step: () => Going, fail: (error: unknown) => void): void {
  try {
    step()?.catch(fail);
  } catch (error) {
    fail(error);
  }
}
