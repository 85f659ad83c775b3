import { firstBatch, unknownAlertIds } from '../../sandbox/firstBatch.mts';
import { emulated } from '../emulated.mts';

describe('the batch of the first playbook', () => {
	const shared = emulated();

	test('has 250 good alerts that are not associated yet, some of them twice, and 3 unknown ones', () => {
		const { emulator, workspaceId, alertsOf } = shared;
		const { body, duplicates } = firstBatch(emulator);
		const ids = body.alerts.map(({ id }) => id);
		const known = new Set(emulator.objects(workspaceId, 'alerts').map(({ id }) => id));
		const different = [...new Set(ids)];
		const good = different.filter((id) => known.has(id));
		expect(good).toHaveLength(250);
		expect(different.filter((id) => !known.has(id))).toEqual(unknownAlertIds);
		expect(ids.length - different.length).toBe(duplicates);
		expect(duplicates).toBeGreaterThan(0);
		const associated = alertsOf(body.incident_id);
		expect(associated.length).toBeGreaterThan(0);
		expect(good.filter((id) => associated.includes(id))).toEqual([]);
		for (const { title, severity } of body.alerts) expect(title && severity).toBeTruthy();
	});
});
