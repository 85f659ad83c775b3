import { readReceipt } from '../../../secmaster/association/receipt';

const RESULT = {
	success: true,
	success_ids: ['a', 'b', 'c'],
	created_ids: ['a', 'b'],
	already_associated_ids: ['c'],
	workspace_id: 'w',
	dataclass_type: 'incidents',
	data_object_id: 'i',
	related_dataclass_type: 'alerts',
};
const RECEIPT = {
	subject: {
		workspaceId: 'w',
		dataclassType: 'incidents',
		dataObjectId: 'i',
		relatedDataclassType: 'alerts',
	},
	created: { ids: ['a', 'b'], invalid: [] },
};
const FIX =
	"Give the whole item that Associate put out (Output: Summary), e.g. {{ $('Associate').item.json }}.";

const read = (value: unknown) => readReceipt('Associate Result', value);
const problemOf = (value: unknown) => {
	const checked = read(value);
	return checked.ok ? undefined : checked.problem;
};

it('takes object and created_ids from a result, and nothing else', () => {
	expect(read(RESULT)).toEqual({ ok: true, value: RECEIPT });
});

it('takes the JSON of a result', () => {
	expect(read(` ${JSON.stringify(RESULT)}\n`)).toEqual({ ok: true, value: RECEIPT });
});

it('takes off the space around what was pasted', () => {
	const padded = { workspace_id: ' w', data_object_id: 'i\n', dataclass_type: ' incidents ' };
	expect(read({ ...RESULT, ...padded })).toEqual({ ok: true, value: RECEIPT });
});

it('takes a result that created nothing', () => {
	expect(read({ ...RESULT, created_ids: [] })).toMatchObject({
		ok: true,
		value: { created: { ids: [] } },
	});
});

it.each([null, undefined])('refuses a result without Check Existing First (%s)', (created) => {
	expect(problemOf({ ...RESULT, created_ids: created })).toEqual({
		field: 'Associate Result',
		message: `'Associate Result' does not say which associations were created: its created_ids is ${created}.`,
		fix: "Associate with the option 'Check Existing First', and undo only results whose created_ids is a list.",
	});
});

it.each([
	['nothing', ''],
	['null', null],
	['a number', 7],
	['text that is no JSON', 'a, b'],
	['a list of results', [RESULT]],
	['a failed item', { error: 'x', message: 'y', details: { success_ids: ['a'] } }],
	['a result of Disassociate', { success_ids: ['a'], removed_ids: ['a'] }],
])('refuses %s', (_what, value) => {
	expect(problemOf(value)).toEqual({
		field: 'Associate Result',
		message: "'Associate Result' is not a result of Associate: it has no created_ids.",
		fix: FIX,
	});
});

it.each([
	['workspace_id', '../w'],
	['dataclass_type', 'Incident'],
	['data_object_id', 'a/b'],
	['related_dataclass_type', 'a/b'],
])('refuses a result whose %s cannot be one', (name, value) => {
	expect(problemOf({ ...RESULT, [name]: value })).toEqual({
		field: 'Associate Result',
		message: `'Associate Result' is not a result of Associate: its ${name} is "${value}".`,
		fix: FIX,
	});
	expect(problemOf({ ...RESULT, [name]: undefined })).toMatchObject({
		message: `'Associate Result' is not a result of Associate: its ${name} is "undefined".`,
	});
});
