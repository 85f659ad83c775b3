/** Everything that n8n logs, down to debug level. Imported before n8n-core, which reads the level once. */
process.env.N8N_LOG_LEVEL = 'debug';

/** Runs `work` and returns what it wrote to the console meanwhile, which is not shown. */
export async function logOf(work: () => Promise<void>): Promise<string> {
	let log = '';
	const streams = [process.stdout, process.stderr];
	const writes = streams.map((stream) => stream.write);
	for (const stream of streams) {
		stream.write = (chunk: string | Uint8Array): boolean => {
			log += String(chunk);
			return true;
		};
	}
	try {
		await work();
	} finally {
		streams.forEach((stream, index) => (stream.write = writes[index]));
	}
	return log;
}

/** Shows nothing more, since n8n logs at the end of the process, too. */
export function mute(): void {
	for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
}
