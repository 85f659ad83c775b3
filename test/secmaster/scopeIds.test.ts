import { checkProjectId, checkWorkspaceId } from '../../secmaster/scopeIds';

const WHERE_PROJECT =
	'Copy it from the Huawei Cloud console: My Credentials, the row of the region.';
const WHERE_WORKSPACE =
	"Copy it from the SecMaster console (Workspaces > Management) into 'Workspace ID' of the credential, or choose it in the 'Workspace' option of the node.";

describe.each([
	['Project ID', checkProjectId, WHERE_PROJECT],
	['Workspace ID', checkWorkspaceId, WHERE_WORKSPACE],
])('%s', (field, check, fix) => {
	it.each([
		['32 hexadecimal digits', '5c8a1f0e9d7b4a36b2e4c1d09f6a7835'],
		['a UUID', '3f1c9a52-7d84-4e0b-9b1e-52c6f0a8d417'],
		['one character', 'A'],
		['an underscore', 'a_b'],
		['64 characters', 'z'.repeat(64)],
	])('accepts %s', (_what, id) => {
		expect(check(id)).toEqual({ ok: true, value: id });
	});

	it('drops spaces around the ID', () => {
		expect(check(' \tabc-1\n')).toEqual({ ok: true, value: 'abc-1' });
	});

	it.each([[''], ['  '], [undefined], [null], [42], [{}]])('calls %j empty', (value) => {
		expect(check(value)).toEqual({
			ok: false,
			problem: { field, message: `'${field}' is empty.`, fix },
		});
	});

	it.each(['a b', 'a/b', '../x', 'a.b', 'ä', 'a\nb', '%2F', 'a?b', 'a#b'])(
		'refuses %j',
		(value) => {
			expect(check(value)).toEqual({
				ok: false,
				problem: {
					field,
					message: `'${field}' is "${value}", which is not an ID (letters, digits, "-" and "_", at most 64).`,
					fix,
				},
			});
		},
	);

	it('refuses 65 characters', () => {
		expect(check('z'.repeat(65)).ok).toBe(false);
	});
});
