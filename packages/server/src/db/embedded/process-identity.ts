import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When the process began, in the system's own spelling: tells a process from a later one under the same number. Null: there is none. */
export function processBirth(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = readStat(pid);
    // A killed process whose parent has not looked yet counts as gone.
    if (stat === null || stat.state === 'Z') return null;
    return stat.startTime;
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() || null;
}

/**
 * Whether the process is a PostgreSQL that was started on this cluster. Told by its command line, which everybody
 * may read; its working directory would be hidden from a root without the right to trace.
 */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (processBirth(pid) === null) return false;
  const words = readCommandLine(pid);
  return words.includes('postgres') && words.includes(cluster);
}

function readCommandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function readStat(pid: number): { state: string; startTime: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
  } catch {
    return null;
  }
}
