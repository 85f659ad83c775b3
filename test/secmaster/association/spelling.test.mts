import { emulated } from '../../emulated.mts';
import { runAssociate } from './runAssociate.mts';

const shared = emulated({ seed: 'empty' });

it('Check Existing First finds the spelling of the class that SecMaster has, and the write keeps it', async () => {
	const { emulator, workspaceId } = shared;
	const [subject] = emulator.populate(workspaceId, 'vulnerabilities', 1);
	const ids = emulator.populate(workspaceId, 'alerts', 2);
	const outcome = await runAssociate(shared, {
		subject,
		dataclass: 'vulnerabilities',
		ids,
		profile: { vulnerabilityClass: 'vulnerability' },
		checkExistingFirst: true,
	});
	expect(outcome).toMatchObject({ success_ids: ids, created_ids: ids, already_associated_ids: [] });
	expect(emulator.calls.all().map(({ route, status }) => [route, status])).toEqual([
		['relations.list', 400],
		['relations.list', 200],
		['relations.create', 200],
	]);
});
