import { readFileSync } from 'node:fs';

import { setTimeout as sleep } from 'node:timers/promises';
const { TriggerWatch } = await import('/tmp/gate/test/e2e/triggerWatch.mts');
const watch = await TriggerWatch.start(process.argv[2] === 'durable');
try {
	await watch.make({ options: { mostPerPoll: 10000 } });
	await watch.activate();
	await watch.quietPoll();
	const pid = (watch as any).n8n.pid;
	const mem = () => { const s = readFileSync(`/proc/${pid}/status`, 'utf8'); return s.match(/VmHWM:\s+(\d+)/)![1] + ' hwm kB, rss ' + s.match(/VmRSS:\s+(\d+)/)![1]; };
	console.log('before', mem(), 'searches', watch.polls());
	const t0 = Date.now();
	const keys = watch.emulator.populate(watch.emulator.tenant.workspaces.main.id, 'alerts', 50000, undefined, undefined, 1).map((id: string) => 'alerts/' + id);
	console.log('made in', Date.now() - t0, 'ms');
	let last = watch.polls();
	const until = Date.now() + 9 * 60_000;
	let quietSince = Date.now();
	while (Date.now() < until && Date.now() - quietSince < 70_000) {
		await sleep(500);
		const now = watch.polls();
		if (now !== last) { console.log(Math.round((Date.now() - t0) / 1000), 's searches', now, mem()); if (now - last > 1 || now - last === 1) quietSince = now - last > 1 ? Date.now() : quietSince; last = now; }
	}
	const { keys: got, executions, failedPolls } = await watch.received();
	const set = new Set(got);
	console.log(JSON.stringify({ made: keys.length, items: got.length, distinct: set.size, lost: keys.filter((k: string) => !set.has(k)).length, executions, failed: failedPolls.length, said: failedPolls[0], searches: watch.polls(), mem: mem() }));
} finally { await watch.stop(); }
