import type { INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode } from './engine.mts';

const shared = emulated();

const undoParameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'dataObject',
	operation: 'disassociate',
	source: 'associateResult',
	associateResult: '={{ $json }}',
	options: {},
	...more,
});

/** All associations of all objects with the classes that can be related. */
function state(): Record<string, string[]> {
	const classes = ['alerts', 'incidents', 'indicators', 'vulnerabilities'];
	const { emulator, workspaceId } = shared;
	return Object.fromEntries(
		classes.flatMap((dataclass) =>
			emulator.objects(workspaceId, dataclass).flatMap(({ id }) =>
				classes.flatMap((related) => {
					const held = emulator.associations(workspaceId, dataclass, id, related);
					return held.length > 0 ? [[`${dataclass}/${id}/${related}`, held.sort()]] : [];
				}),
			),
		),
	);
}

const associate = async (incident: string, ids: string[], checkExistingFirst = true) => {
	const { success } = await runNode(shared.credential, {
		parameters: associateParameters(incident, ids.join(','), { options: { checkExistingFirst } }),
	});
	return success.map(({ json }) => json);
};

function day() {
	const [incident] = shared.ids('incidents', 1);
	const held = shared.alertsOf(incident);
	const free = shared.ids('alerts', 400).filter((id) => !held.includes(id));
	return { incident, held, free };
}

test('120 alerts, 20 of them held before: undo restores the state before, exactly', async () => {
	const { incident, held, free } = day();
	await associate(incident, free.slice(0, 20 - held.length));
	const before = state();
	const asked = [...shared.alertsOf(incident), ...free.slice(20, 120)];
	expect(asked).toHaveLength(120);
	const [receipt] = await associate(incident, asked);
	expect(receipt).toMatchObject({ success: true, requested: 120 });
	expect(receipt.already_associated_ids).toHaveLength(20);
	expect(receipt.created_ids).toHaveLength(100);
	expect(state()).not.toEqual(before);

	shared.emulator.calls.clear();
	const { success } = await runNode(shared.credential, { parameters: undoParameters() }, [receipt]);
	expect(state()).toEqual(before);
	expect(success[0].json).toMatchObject({
		success: true,
		success_ids: receipt.created_ids,
		requested: 100,
		data_object_id: incident,
		dataclass_type: 'incidents',
		related_dataclass_type: 'alerts',
		workspace_id: shared.workspaceId,
	});
	expect(shared.emulator.calls.all().map(({ route }) => route)).toEqual(['relations.delete']);

	// Once more: the same end state, and no error.
	const again = await runNode(shared.credential, { parameters: undoParameters() }, [receipt]);
	expect(again.success[0].json).toMatchObject({ success: true, error_ids: [] });
	expect(state()).toEqual(before);
});

test('a shared ID is undone by the first of the results that created it', async () => {
	const { incident, free } = day();
	const before = state();
	const { success } = await runNode(
		shared.credential,
		{
			parameters: associateParameters(incident, '={{ $json.ids }}', {
				options: { checkExistingFirst: true },
			}),
		},
		[{ ids: free.slice(0, 2) }, { ids: free.slice(1, 3) }],
	);
	const receipts = success.map(({ json }) => json);
	expect(receipts.map(({ created_ids: created }) => created)).toEqual([
		free.slice(0, 2),
		[free[2]],
	]);
	await runNode(shared.credential, { parameters: undoParameters() }, receipts);
	expect(state()).toEqual(before);
});

test('a result without Check Existing First is refused, and no call is made', async () => {
	const { incident, free } = day();
	const [checked] = await associate(incident, free.slice(0, 2));
	const [unchecked] = await associate(incident, free.slice(2, 4), false);
	shared.emulator.calls.clear();
	const { error, success } = await runNode(shared.credential, { parameters: undoParameters() }, [
		checked,
		unchecked,
	]);
	expect(error?.message).toBe(
		"'Associate Result' does not say which associations were created: its created_ids is null. " +
			"Associate with the option 'Check Existing First', and undo only results whose created_ids is a list.",
	);
	expect(success).toEqual([]);
	expect(shared.emulator.calls.all()).toEqual([]);
});

test('Continue: the refused result becomes a failed item, the other one is undone', async () => {
	const { incident, held, free } = day();
	const [checked] = await associate(incident, free.slice(0, 2));
	const [unchecked] = await associate(incident, free.slice(2, 4), false);
	const { success } = await runNode(
		shared.credential,
		{ parameters: undoParameters(), onError: 'continueRegularOutput' },
		[unchecked, checked],
	);
	expect(success[0].json).toMatchObject({
		error: expect.stringContaining('its created_ids is null'),
		details: { success_ids: [], error_ids: [], unconfirmed_ids: [], failures: [] },
	});
	expect(success[1].json).toMatchObject({ success: true, success_ids: free.slice(0, 2) });
	expect(shared.alertsOf(incident)).toEqual([...held, ...free.slice(2, 4)]);
});

test('a result that created nothing is undone without a call', async () => {
	const { incident, held } = day();
	const [receipt] = await associate(incident, held);
	shared.emulator.calls.clear();
	const { success } = await runNode(shared.credential, { parameters: undoParameters() }, [receipt]);
	expect(success[0].json).toMatchObject({
		success: true,
		message: `0 alerts are disassociated from incident ${incident}.`,
		success_ids: [],
	});
	expect(shared.emulator.calls.all()).toEqual([]);
});

test("the result's workspace counts, not that of the credential or of the option", async () => {
	const { incident, held, free } = day();
	const [receipt] = await associate(incident, free.slice(0, 2));
	const { success } = await runNode(
		{ ...shared.credential, workspaceId: '' },
		{
			parameters: undoParameters({
				options: { workspace: { __rl: true, mode: 'id', value: 'another' } },
			}),
		},
		[receipt],
	);
	expect(success[0].json).toMatchObject({ success: true, workspace_id: shared.workspaceId });
	expect(shared.alertsOf(incident)).toEqual(held);
});
