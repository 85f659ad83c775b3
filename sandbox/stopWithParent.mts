// Loaded into n8n before n8n itself. Ends n8n when the process that started it is gone, however it
// ended: their channel closes. The channel itself keeps no process alive.
const PATIENCE_MS = 15_000;

process.once('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	// n8n leads its group, its task runner included.
	const group = process.platform === 'win32' ? process.pid : -process.pid;
	setTimeout(() => process.kill(group, 'SIGKILL'), PATIENCE_MS).unref();
});
process.channel?.unref();

export {};
