import { destination, type Logger, pino } from 'pino';

/** One JSON object per line on standard error; standard output belongs to what a command answers. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination(2));
}
