import { readFileSync, writeFileSync } from 'node:fs';

const RESET_PEAK = '5';

/** Memory that a process held, in bytes. */
export interface Memory {
	before: number;
	peak: number;
}

/**
 * Watches the resident memory of a process during `work`. Linux keeps the peak itself (proc(5):
 * VmHWM, put back through clear_refs); elsewhere there is no figure, and `memory` is missing.
 */
export async function withPeakMemory<T>(
	pid: number,
	work: () => Promise<T>,
): Promise<{ result: T; memory?: Memory }> {
	const before = resetPeak(pid);
	const result = await work();
	if (before === undefined) return { result };
	return { result, memory: { before, peak: statusOf(pid, 'VmHWM') } };
}

function resetPeak(pid: number): number | undefined {
	if (process.platform !== 'linux') return undefined;
	writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
	return statusOf(pid, 'VmRSS');
}

function statusOf(pid: number, field: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
	return Number(kilobytes) * 1024;
}
